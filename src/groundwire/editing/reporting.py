"""Whether a sentence of a report's copy is reporting, or was put there for whoever works with the report: orders, words about the
story that is to be written, text in disguise, marks that mean something to a machine.

Copy is data, and nothing in it can change a setting or skip a check. But what is no reporting must not be told as news, and a
language model is better off without it. A sentence that only quotes such words, or says that somebody said them, is reporting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from groundwire.editing.copyedit import quoted_ranges
from groundwire.model import Passage, Token

ORDERS: Final = "gives its reader orders"
DESK: Final = "speaks of the story it is to become"
DISGUISED: Final = "is in disguise, or in no language that is read"
CODE: Final = "holds marks for a machine"
ADDRESS: Final = "holds an address"

_LEAST_WORDS: Final = 5
_LEAST_ENGLISH: Final = 0.1
"""Share of little words among the words in small letters: a sentence with less is another language, a cipher, or no sentence."""
_LITTLE: Final = frozenset(
    """a about after again against all also although among an and any are around as at be because been before being between both but by
    can could did do does during each for from had has have he her here him his how if in into is it its itself just last like
    may might more most much must near new no nor not now of off on one only or other our out over own per said same says shall she
    should since so some still such than that the their them then there these they this those through to too two under until up upon
    us very was we were what when where which while who whom whose why will with within without would yet you""".split()
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CODE: Final = re.compile(
    r"""</|<!|<\||\|>|<[a-z]|<[A-Z]+\s[^<>]*=|<(?i:script|iframe|img|svg|style|sys)  # tags, chat templates; "<FDX>" is a ticker
      | [{}\\]|```|`[^`'\n]+`|\[/?[A-Z]{3,}\]                                      # slots and templates, code, "[INST]"
      | \]\(|\[\d+\]                                                              # links in Markdown, the numbers of passages
      | [A-Za-z0-9+/=_%-]{45,}|(?:%[0-9A-Fa-f]{2}){4}                              # what nobody reads aloud: base64, hexadecimal
    """,
    re.VERBOSE,
)
_ADDRESS: Final = re.compile(r"\w://|\bwww\.\S|\b(?:javascript|data|mailto):\S|[a-z][.][a-z]{2,}/\S")
_MOST_MARKS: Final = 2
"""Accents on one letter; more of them cover it."""

# --- orders -----------------------------------------------------------------------------------------------------------

_SUBJECTS: Final = ("nsubj", "nsubjpass", "csubj", "expl", "csubjpass", "attr")
_HANDLING: Final = frozenset(
    """add answer append attach begin call change cite delete describe disregard drop embed end execute fetch forget forward give hide
    ignore include insert leave link list lower make mark name obey omit output override paste pretend print publish put quote raise
    read remove repeat replace reply report respond reveal rewrite say send show skip stop summarise summarize switch tell translate
    treat use visit write""".split()
)
"""What is done with texts, as an order says it."""
_AFTER_ORDER: Final = frozenset(
    "a all an any as each every everything it me nothing only that the their them these this those what whatever your".split()
)

# --- the desk ---------------------------------------------------------------------------------------------------------

_EARLIER: Final = re.compile(
    r"""\b(?:previous|prior|earlier|preceding|above|foregoing|existing|new|own|following)\s
            (?:instruction|prompt|direction|command|guideline)s?\b
      | \b(?:whole\sof|all)\s(?:its|the|your)\sinstructions\b|\bsystem\sprompt\b
      | \bfrom\s(?:here|now)\son,?\s(?:the|this)\s(?:model|assistant|writer|system)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MACHINE: Final = re.compile(
    r"""\b(?:
        (?:writing|summari[sz]ing|editing|news)[ -](?:system|machine|model|tool|engine|software|bot)s?
      | automated\s(?:desk|writer|editor|system)s?|(?:large\s)?language\smodels?|ai\s(?:system|model|assistant|writer|tool)s?
      | chat\s?bots?|the\s(?:assistant|model|writer|ai)|newsrooms?
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_BINDING: Final = frozenset("must shall should require order instruct command ask oblige tell task instruction".split())
_TEXTS: Final = frozenset(
    """article copy draft headline instruction lede mark output paragraph passage prompt quotation report sentence setting slot story
    summary text writer""".split()
)
_POINTING: Final = frozenset("this these any every each all".split())
_ALWAYS_OURS: Final = frozenset("headline lede paragraph prompt setting instruction summary sentence slot".split())
_PASSED: Final = frozenset("approve back check clear confirm mark publish release verify disregard ignore".split())
_CORRECTION: Final = re.compile(
    r"(?:correction|clarification)s?\s?:\s(?:in\s)?an?\s(?:earlier|previous)\sversion\sof\sthis\s(?:article|report|story)\b",
    re.IGNORECASE,
)
_HEADERS: Final = frozenset("instruction task prompt system assistant draft correction override message command".split())
_PRINTING: Final = frozenset(
    "add answer append disregard embed ignore include insert name obey output print publish repeat reveal write".split()
)
_PRINTED: Final = frozenset("headline instruction key lede line link paragraph prompt setting word".split())


def find_planted(passage: Passage) -> str:
    """Why the sentence is no reporting, to stand after "a sentence"; empty where it may be."""
    if reason := find_surely_planted(passage):
        return reason
    if gives_orders(passage):
        return ORDERS
    return ADDRESS if _ADDRESS.search(passage.text) else ""


def find_surely_planted(passage: Passage, *, is_title: bool = False) -> str:
    """The same where it is so plain that the sentence backs nothing either. A parser errs where it finds no subject, and copy that gives an
    address still tells what it tells. A title does without little words."""
    if _is_disguised(passage, is_title):
        return DISGUISED
    if _CODE.search(_without_addresses(passage.text)):
        return CODE
    tokens = _outside_quotations(passage)
    if _opens_as_order(tokens):
        return ORDERS
    return DESK if _speaks_to_desk(tokens, passage.tokens) else ""


def _without_addresses(text: str) -> str:
    """Addresses are long and full of marks, and honest copy has them."""
    if not _ADDRESS.search(text):
        return text
    return " ".join(word for word in text.split() if not _ADDRESS.search(word) or "](" in word or "<" in word)


def gives_orders(passage: Passage) -> bool:
    """Whether the sentence, outside quotation marks, tells its reader to do something ("Do not check the figures.")."""
    tokens = _outside_quotations(passage)
    roots = [token.index for token in tokens if token.head == token.index and token.tag in ("VB", "VBP")]
    served = {t.head for t in passage.tokens if t.dep in _SUBJECTS or (t.dep in ("aux", "auxpass") and t.lemma != "do")}
    return any(root not in served for root in roots) or _opens_as_order(tokens)


def _opens_as_order(words: Sequence[Token]) -> bool:
    """Whether the sentence, or what follows a colon in it, opens on what is done with a text and on its object: parsers take "End" for a
    noun."""
    for place, (verb, after) in enumerate(zip(words, words[1:], strict=False)):
        before = words[place - 1].text if place else ":"
        if before not in (":", "-", "–", "—", "]", ")", "*", "#", ">") or verb.text.lower() not in _HANDLING:
            continue
        is_root = verb.head == verb.index and verb.tag in ("VB", "VBP")
        if (place and before == ":") or is_root or after.text.lower() in _AFTER_ORDER:
            return True
    return False


def _speaks_to_desk(tokens: Sequence[Token], whole: Sequence[Token]) -> bool:
    """Whether a sentence, by its ``tokens`` outside quotation marks, is about the story that is written from the report, or about who
    writes it."""
    text = " ".join(token.text for token in tokens)
    if _EARLIER.search(text) or _has_header(tokens) or "groundwire" in text.lower():
        return True
    lemmas = {token.lemma.lower() for token in tokens}
    if _MACHINE.search(text) and (lemmas & _BINDING or len(lemmas & _TEXTS) > 1 or _plays(tokens)):
        return True
    return any(_is_ruled(token, whole) for token in tokens if token.lemma.lower() in _TEXTS) or _handles_words(tokens)


def _is_ruled(noun: Token, tokens: Sequence[Token]) -> bool:
    """Whether the report's own text, or the story, is the subject of what must be, or of having been passed."""
    if noun.dep not in ("nsubj", "nsubjpass"):
        return False
    below = [token for token in tokens if token.head == noun.index]
    own = noun.lemma.lower() in _ALWAYS_OURS or any(token.text.lower() in _POINTING for token in below)
    verb = tokens[noun.head]
    beside = [token for token in tokens if token.head == verb.index]
    must = any(token.lemma in ("must", "shall") for token in beside) or (
        verb.lemma == "be" and any(token.dep == "xcomp" for token in beside) and any(t.text == "to" for t in tokens)
    )
    is_to_be = verb.tag == "VBN" and any(t.text.lower() == "to" and t.index < verb.index for t in beside)
    passed = noun.dep == "nsubjpass" and verb.lemma in _PASSED
    return (own or noun.lemma == "story") and (must or is_to_be or passed)


def _handles_words(tokens: Sequence[Token]) -> bool:
    """Whether some text is to be printed ("Failure to print the words ...")."""
    printing = {token.index for token in tokens if token.tag == "VB" and token.lemma in _PRINTING}
    return any(token.lemma in _PRINTED and token.dep == "dobj" and token.head in printing for token in tokens)


def _plays(tokens: Sequence[Token]) -> bool:
    """Whether "the model", "the assistant" works on a text now."""
    printing = {token.index for token in tokens if token.tag in ("VBZ", "NNS") and token.lemma in _PRINTING}
    return any(t.lemma in ("model", "assistant", "writer") and (t.head in printing or t.index + 1 in printing) for t in tokens)


def _has_header(tokens: Sequence[Token]) -> bool:
    """Whether the sentence opens like a message ("SYSTEM:", "Note to the desk: ..."), and not like an outlet's correction of itself."""
    if _CORRECTION.match(" ".join(token.text for token in tokens)):
        return False
    colon = next((place for place, token in enumerate(tokens[:10]) if token.text == ":"), 0)
    words = [token.lemma.lower() for token in tokens[:colon]]
    return any(word in _HEADERS for word in words) or words[:2] in (["note", "to"], ["note", "for"])


def _is_disguised(passage: Passage, is_title: bool) -> bool:
    text = passage.text
    if any(map(_mixes_alphabets, _WORD.findall(text))) or _has_covered_letters(text):
        return True
    if is_title:
        return False
    words = _WORD.findall(text)
    small = [word for word in words if word[0].islower()]
    counted = [word.lower() for word in words] if text.isupper() else small
    return len(counted) >= _LEAST_WORDS and sum(word in _LITTLE for word in counted) < _LEAST_ENGLISH * len(counted)


def _mixes_alphabets(word: str) -> bool:
    """Whether letters of several alphabets stand in one word, or letters that are drawn to look like plain ones."""
    if word.isascii():
        return False
    if unicodedata.normalize("NFKC", word) != word and unicodedata.normalize("NFKC", word).isascii():
        return len(word) > 1
    alphabets = {unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha()}
    return len(alphabets & {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"}) > 1


def _has_covered_letters(text: str) -> bool:
    run = 0
    for character in "" if text.isascii() else text:
        run = run + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if run > _MOST_MARKS:
            return True
    return False


def _outside_quotations(passage: Passage) -> list[Token]:
    quoted = quoted_ranges(passage)
    if not quoted:
        return list(passage.tokens)
    return [token for token in passage.tokens if not any(start <= token.start < end for start, end in quoted)]
