// Shows one receipt at a time beside the sentence it proves. Without this script every receipt is simply there.
(() => {
  "use strict";
  const root = document.documentElement;
  const pane = document.getElementById("receipts");
  const announcer = document.getElementById("announcer");
  const sentences = [...document.querySelectorAll(".sentence")];
  const receipts = new Map(sentences.map((sentence) => [sentence, document.getElementById(`receipt-${sentence.dataset.index}`)]));
  let shown = null;

  const isSheet = () => getComputedStyle(receipts.get(shown)).position === "fixed";

  function hide() {
    if (!shown) return;
    receipts.get(shown).classList.remove("open");
    shown.setAttribute("aria-expanded", "false");
    pane.classList.remove("has-open");
    root.classList.remove("sheet");
    shown = null;
  }

  function show(sentence) {
    if (shown === sentence) return;
    hide();
    shown = sentence;
    const receipt = receipts.get(sentence);
    receipt.classList.add("open");
    sentence.setAttribute("aria-expanded", "true");
    pane.classList.add("has-open");
    announcer.textContent = receipt.dataset.gist;
    if (pane.classList.contains("all")) receipt.scrollIntoView({ block: "nearest" });
    else if (isSheet()) rise(sentence, receipt);
    else pane.scrollTop = 0;
    for (const context of receipt.querySelectorAll(".context")) showMark(context);
  }

  // Keeps the sentence in sight above the sheet that covers the lower part of a small screen.
  function rise(sentence, receipt) {
    root.classList.add("sheet");
    receipt.scrollTop = 0;
    const room = window.innerHeight - receipt.getBoundingClientRect().height;
    const place = sentence.getBoundingClientRect();
    if (place.bottom > room - 12 || place.top < 48) window.scrollBy({ top: place.top - Math.max(56, (room - place.height) / 2) });
  }

  function showMark(box) {
    const mark = box.querySelector("mark:not(.other)");
    if (!mark || box.scrollHeight <= box.clientHeight) return;
    box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 48;
  }

  function step(by, inReceipt) {
    const next = sentences[sentences.indexOf(inReceipt || document.activeElement) + by];
    if (!next) return;
    if (inReceipt) {
      show(next);
      const button = receipts.get(next).querySelector(by > 0 ? ".next" : ".previous");
      (button.disabled ? receipts.get(next).querySelector("h3") : button).focus({ preventScroll: true });
    } else {
      next.focus();
      show(next);
    }
  }

  function onSentenceKey(event, sentence) {
    const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key in moves) step(moves[event.key]);
    else if (event.key === "Home") sentences[0].focus();
    else if (event.key === "End") sentences[sentences.length - 1].focus();
    else if (event.key !== "Enter" && event.key !== " ") return;
    else if (shown === sentence) receipts.get(sentence).querySelector("h3").focus();
    else show(sentence);
    event.preventDefault();
  }

  // The report as a whole, under its passage, with only this sentence's passages marked.
  function toggleWhole(link) {
    const exhibit = link.closest(".exhibit");
    const present = exhibit.querySelector(".full");
    link.setAttribute("aria-expanded", String(!present));
    link.textContent = present ? "Whole report" : "Hide the whole report";
    if (present) return present.remove();
    const full = document.getElementById(link.hash.slice(1)).cloneNode(true);
    full.removeAttribute("id");
    full.className = "full";
    full.tabIndex = 0;
    full.setAttribute("role", "region");
    full.setAttribute("aria-label", "The whole report");
    const index = link.closest(".receipt").dataset.index;
    for (const mark of full.querySelectorAll("mark")) mark.classList.toggle("other", !mark.dataset.for.split(" ").includes(index));
    exhibit.append(full);
    showMark(full);
  }

  for (const sentence of sentences) {
    const receipt = receipts.get(sentence);
    sentence.setAttribute("role", "button");
    sentence.setAttribute("aria-expanded", "false");
    sentence.setAttribute("aria-controls", receipt.id);
    sentence.addEventListener("focus", () => sentence.matches(":focus-visible") && show(sentence));
    sentence.addEventListener("keydown", (event) => !event.altKey && !event.ctrlKey && !event.metaKey && onSentenceKey(event, sentence));
    sentence.addEventListener("click", (event) => {
      event.preventDefault();
      if (shown === sentence) hide();
      else show(sentence);
    });
    const at = sentences.indexOf(sentence);
    for (const button of receipt.querySelectorAll(".bar .act")) button.hidden = false;
    receipt.querySelector(".previous").disabled = at === 0;
    receipt.querySelector(".next").disabled = at === sentences.length - 1;
    receipt.querySelector(".previous").addEventListener("click", () => step(-1, sentence));
    receipt.querySelector(".next").addEventListener("click", () => step(1, sentence));
    receipt.querySelector(".close").addEventListener("click", () => {
      hide();
      sentence.focus({ preventScroll: true });
      hide();
    });
  }

  for (const link of document.querySelectorAll(".whole")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      toggleWhole(link);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return;
      event.preventDefault();
      toggleWhole(link);
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const sentence = shown;
    if (receipts.get(sentence).contains(document.activeElement)) sentence.focus();
    else hide();
  });

  const all = document.getElementById("all-receipts");
  all.hidden = false;
  all.addEventListener("click", () => {
    const isAll = pane.classList.toggle("all");
    all.setAttribute("aria-pressed", String(isAll));
    all.textContent = isAll ? "Show one receipt at a time" : "Show all receipts";
  });

  function follow() {
    const named = /^#(?:receipt|sentence)-(\d+)$/.exec(location.hash);
    const sentence = named && sentences.find((each) => each.dataset.index === named[1]);
    if (sentence) show(sentence);
    const row = /^#said-\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (row && !row.closest("details").open) {
      row.closest("details").open = true;
      row.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", follow);
  root.classList.add("js");
  follow();
})();
