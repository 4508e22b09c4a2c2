"""Edits of real sentences: those that keep what they say, and those that turn one thing in them. One function, one kind.

Each takes the sentence, what else may be drawn on, and chance; it gives a new sentence, or ``None`` where it does not apply. The
longest module of the training: the kinds are read side by side."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lemminflect import getInflection

from training.parsed import Parsed, Word
from training.wordnet import WordNet

HERE = Path(__file__).parent
MONTHS = "January February March April May June July August September October November December".split()
UPOS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}
SMALL = "one two three four five six seven eight nine ten eleven twelve".split()
SPEECH = frozenset("say tell add claim announce report state warn argue insist explain note believe think suggest".split())


@dataclass(frozen=True, slots=True)
class Stock:
    """What edits draw on: word lists, and names and numbers of other texts by their label."""

    verbs_same: dict[str, list[str]]
    verbs_other: dict[str, list[str]]
    nouns_other: dict[str, list[str]]
    wordnet: WordNet
    entities: dict[str, list[str]]
    sentences: Sequence[Parsed]


Edit = Callable[[Parsed, Stock, random.Random], str | None]


def stock(wordnet: WordNet, sentences: Sequence[Parsed]) -> Stock:
    """The word lists beside this file, and the names that ``sentences`` hold."""
    same: dict[str, list[str]] = {}
    other: dict[str, list[str]] = {}
    for line in (HERE / "verbs.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        sides = [side.split() for side in line.split("|")]
        for side, against in ((sides[0], sides[1]), (sides[1], sides[0])):
            words = [word for word in side if word != "="]
            for word in words:
                other.setdefault(word, []).extend(word_ for word_ in against if word_ != "=")
                if side[0] != "=":
                    same.setdefault(word, []).extend(word_ for word_ in words if word_ != word)
    nouns: dict[str, list[str]] = {}
    for line in (HERE / "nouns.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            for word in line.split():
                nouns.setdefault(word, []).extend(word_ for word_ in line.split() if word_ != word)
    entities: dict[str, list[str]] = {}
    for sentence in sentences:
        for first, last, label in sentence.entities():
            entities.setdefault(label, []).append(sentence.phrase(range(first, last)))
    return Stock(same, other, nouns, wordnet, entities, sentences)


# --- the means --------------------------------------------------------------------------------------------------------


def _swap(sentence: Parsed, changes: dict[int, str | None]) -> str:
    """The sentence with the words at some places replaced, or dropped (``None``)."""
    parts = []
    for place, word in enumerate(sentence.words):
        text = changes.get(place, word.text)
        if text is None:
            continue
        parts.append(text + word.space)
    return _tidy("".join(parts))


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;:!?)])", r"\1", " ".join(text.split()))
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r",\s*([.!?])", r"\1", text)
    text = re.sub(r"\(\s*\)", "", text)
    text = re.sub(r"\b([Aa])n? (?=[aeioAEIO])", r"\1n ", text)
    text = re.sub(r"\b([Aa])n (?=[bcdfgjklmnpqrstvwxyzBCDFGJKLMNPQRSTVWXYZ][a-z])", r"\1 ", text)
    text = text.strip(" ,;:")
    if text and text[-1] not in ".!?\"'”":
        text += "."
    return text[:1].upper() + text[1:]


def _inflect(lemma: str, like: Word) -> str | None:
    """``lemma`` in the form that ``like`` has."""
    forms = getInflection(lemma, tag=like.tag)
    if not forms:
        return None
    form = forms[0]
    return form[:1].upper() + form[1:] if like.text[:1].isupper() else form


def _places(sentence: Parsed, pos: str) -> list[int]:
    return [
        place
        for place, word in enumerate(sentence.words)
        if word.pos == pos
        and not word.entity
        and word.dep not in ("aux", "auxpass", "compound", "prt")
        and word.lemma not in ("come", "go", "be", "have", "do", "draw", "man")
        and "-" not in sentence.phrase(range(max(0, place - 1), min(place + 2, len(sentence.words))))
    ]


def _shuffled(places: Sequence[int], chance: random.Random) -> list[int]:
    return chance.sample(list(places), len(places))


def _lower(phrase: str, word: Word) -> str:
    return phrase if word.pos == "PROPN" or word.entity or word.text == "I" else phrase[:1].lower() + phrase[1:]


def _upper(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


def _clause(sentence: Parsed) -> tuple[int, list[int], list[int]] | None:
    """(verb, subject, object) of a plain main clause in the past or present, if it is one."""
    for place, word in enumerate(sentence.words):
        if word.dep != "ROOT" or word.tag not in ("VBD", "VBZ", "VBP"):
            continue
        subject = [at for at in sentence.children(place) if sentence.words[at].dep == "nsubj" and at < place]
        object_ = [at for at in sentence.children(place) if sentence.words[at].dep == "dobj" and at > place]
        if len(subject) == 1 and len(object_) == 1:
            return place, sentence.below(subject[0]), sentence.below(object_[0])
    return None


# --- true: the sentence still says nothing that the source does not ----------------------------------------------------


def same(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """The sentence itself."""
    return sentence.text


def synonym(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """One to three words replaced by words that say the same."""
    changes: dict[int, str | None] = {}
    for place in _shuffled(range(len(sentence.words)), chance):
        word = sentence.words[place]
        if word.entity or word.dep in ("aux", "auxpass", "compound", "prt"):
            continue
        options: list[str] = []
        if word.pos == "VERB":
            options = stock.verbs_same.get(word.lemma, []) or stock.wordnet.synonyms(word.lemma, "v")
        elif word.pos == "NOUN":
            options = stock.wordnet.synonyms(word.lemma, "n")
        elif word.pos in ("ADJ", "ADV"):
            options = stock.wordnet.synonyms(word.lemma, "a" if word.pos == "ADJ" else "r")
        if options:
            changes[place] = _inflect(chance.choice(options), word) or word.text
        if len(changes) == 3:
            break
    return _swap(sentence, changes) if changes else None


def trimmed(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """Appositions, relative clauses, participles and bracketed words left out."""
    dropped: set[int] = set()
    for place, word in enumerate(sentence.words):
        below = sentence.below(place)
        before = sentence.words[below[0] - 1].text if below[0] else ""
        loose = word.dep in ("appos", "relcl", "acl", "advcl") and before in (",", "(", "-")
        if loose and len(below) == below[-1] - below[0] + 1 and chance.random() < 0.8 and word.dep != "advcl":
            dropped.update(below)
            if before == "(":
                dropped.update(at for at in (below[0] - 1, below[-1] + 1) if 0 <= at < len(sentence.words))
    if not dropped or len(sentence.words) - len(dropped) < 6:
        return None
    return _swap(sentence, dict.fromkeys(dropped))


def apposition(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """ "X, a Y, ..." told as "X is a Y"."""
    for place, word in enumerate(sentence.words):
        if word.dep == "appos" and sentence.words[word.head].pos == "PROPN" and word.pos == "NOUN":
            name = [at for at in sentence.below(word.head) if at < sentence.below(place)[0]]
            phrase = sentence.phrase(sentence.below(place))
            if name and len(name) < 6 and phrase.split()[0].lower() in ("a", "an", "the"):
                return _tidy(f"{_upper(sentence.phrase(name).strip(' ,('))} {chance.choice(('is', 'was'))} {phrase}")
    return None


def passive(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """The plain clause in the passive."""
    found = _clause(sentence)
    if found is None:
        return None
    verb, subject, object_ = found
    word = sentence.words[verb]
    head = sentence.words[max(object_, key=lambda at: sentence.words[at].dep == "dobj")]
    if (
        word.lemma in ("have", "be", "become", "include", "say")
        or head.pos == "PRON"
        or sentence.words[subject[-1]].pos == "PRON"
    ):
        return None
    if object_[-1] < verb or any(sentence.words[at].dep == "neg" for at in sentence.children(verb)):
        return None
    participle = getInflection(word.lemma, tag="VBN")
    plural = head.tag in ("NNS", "NNPS") or any(sentence.words[at].dep == "conj" for at in object_)
    if not participle:
        return None
    be = {"VBD": ("were" if plural else "was")}.get(word.tag, "are" if plural else "is")
    rest = sentence.phrase(range(object_[-1] + 1, len(sentence.words)))
    agent = sentence.phrase(subject)
    agent = _lower(agent, sentence.words[subject[0]])
    return _tidy(f"{_upper(sentence.phrase(object_))} {be} {participle[0]} by {agent} {rest}")


def active(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A passive with its agent told in the active."""
    for place, word in enumerate(sentence.words):
        if word.dep != "ROOT" or word.tag != "VBN":
            continue
        children = sentence.children(place)
        subject = [at for at in children if sentence.words[at].dep == "nsubjpass"]
        agent = [at for at in children if sentence.words[at].dep == "agent"]
        auxiliary = [at for at in children if sentence.words[at].dep in ("aux", "auxpass", "neg")]
        if len(subject) != 1 or len(agent) != 1 or len(auxiliary) != 1:
            continue
        by = [at for at in sentence.below(agent[0]) if at != agent[0]]
        past = getInflection(word.lemma, tag="VBD" if sentence.words[auxiliary[0]].tag == "VBD" else "VBZ")
        if not by or not past or sentence.words[sentence.below(subject[0])[0]].pos == "PRON":
            continue
        first = sentence.below(subject[0])
        return _tidy(
            f"{_upper(sentence.phrase(by).strip(' .,'))} {past[0]} {_lower(sentence.phrase(first), sentence.words[first[0]])}"
        )
    return None


def clause_alone(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """One of several joined clauses by itself."""
    for place in _shuffled(range(len(sentence.words)), chance):
        word = sentence.words[place]
        if word.dep == "conj" and word.pos == "VERB" and word.tag in ("VBD", "VBZ", "VBP"):
            head = word.head
            if sentence.words[head].dep != "ROOT":
                continue
            mine = sentence.below(place)
            subject = [at for at in sentence.children(place) if sentence.words[at].dep in ("nsubj", "nsubjpass")]
            if subject:
                text = _upper(sentence.phrase(mine))
                return _tidy(text) if sentence.words[subject[0]].pos != "PRON" else None
            above = [at for at in sentence.children(head) if sentence.words[at].dep in ("nsubj", "nsubjpass")]
            if len(above) == 1 and sentence.words[above[0]].pos != "PRON":
                return _tidy(f"{_upper(sentence.phrase(sentence.below(above[0])))} {sentence.phrase(mine)}")
    return None


def date_style(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """ "26 June 2012" as "June 26, 2012", "2012", "June 2012"."""
    text = sentence.text
    match = re.search(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?", text)
    if match:
        day, month, year = match.groups()
        options = [f"{month} {day}" + (f", {year}" if year else "")]
        if year:
            options += [f"{month} {year}"] if text[: match.start()].endswith("on ") else []
        new = chance.choice(options)
        start = match.start()
        if new == f"{month} {year}" and text[:start].endswith("on "):
            return text[: start - 3] + "in " + new + text[match.end() :]
        return text[:start] + new + text[match.end() :]
    match = re.search(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})", text)
    if match:
        return text[: match.start()] + f"{match[2]} {match[1]} {match[3]}" + text[match.end() :]
    return None


def number_style(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """ "two" as "2", "12" as "twelve", "10,432" as "more than 10,000", "48 percent" as "almost half"."""
    for place in _shuffled(range(len(sentence.words)), chance):
        word = sentence.words[place]
        if word.entity not in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT") or word.pos != "NUM":
            continue
        lower = word.text.lower()
        if lower in SMALL:
            return _swap(sentence, {place: str(SMALL.index(lower) + 1)})
        plain = word.text.replace(",", "")
        if plain.isdecimal() and 1 <= int(plain) <= 12:
            return _swap(sentence, {place: SMALL[int(plain) - 1]})
        if plain.isdecimal() and int(plain) >= 1000 and word.entity != "DATE":
            value = int(plain)
            step = 10 ** (len(plain) - 1 - chance.randint(0, 1))
            low = value // step * step
            if (
                low < value
                and place
                and sentence.words[place - 1].lemma not in ("than", "about", "least", "nearly", "over", "$", "£")
            ):
                return _swap(sentence, {place: f"more than {low:,}"})
    return None


def fronted(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A closing "in 1999" or "after ..." told first, or the other way round."""
    for place, word in enumerate(sentence.words):
        if word.dep not in ("prep", "advcl") or sentence.words[word.head].dep != "ROOT":
            continue
        below = sentence.below(place)
        if below[-1] < len(sentence.words) - 2 or below[0] < 4 or len(below) != below[-1] - below[0] + 1 or len(below) > 14:
            continue
        if word.dep == "prep" and word.lemma not in (
            "in",
            "on",
            "after",
            "before",
            "during",
            "since",
            "at",
            "until",
            "despite",
        ):
            continue
        rest = [at for at in range(len(sentence.words)) if at not in below and sentence.words[at].text != "."]
        phrase = sentence.phrase([at for at in below if sentence.words[at].text != "."])
        return _tidy(f"{_upper(phrase)}, {_lower(sentence.phrase(rest), sentence.words[rest[0]])}")
    return None


def said(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """The speaker first, last, or by "according to"."""
    found = _speech(sentence)
    if found is None:
        return None
    speaker, verb, content = found
    name = sentence.phrase(speaker)
    if (
        not name
        or sentence.words[speaker[-1]].pos == "PRON"
        or sentence.words[verb].lemma not in ("say", "add", "state", "report")
    ):
        return None
    what = sentence.phrase(content).strip(' ,."“”')
    if any(mark in what for mark in '"“”'):
        return None
    first = sentence.words[content[0]]
    if first.lemma == "that":
        what = what[5:]
        first = sentence.words[content[1]] if len(content) > 1 else first
    plain = _lower(what, first)
    said_ = chance.choice(
        (
            f"{_upper(name)} said that {plain}",
            f"{_upper(what)}, {_lower(name, sentence.words[speaker[0]])} said",
            f"According to {_lower(name, sentence.words[speaker[0]])}, {plain}",
            f"{_upper(what)}, according to {_lower(name, sentence.words[speaker[0]])}",
        )
    )
    return _tidy(said_)


def _speech(sentence: Parsed) -> tuple[list[int], int, list[int]] | None:
    """(speaker, verb, content) of a sentence whose main verb is one of saying."""
    for place, word in enumerate(sentence.words):
        if word.lemma not in SPEECH or word.dep not in ("ROOT", "parataxis") or word.tag not in ("VBD", "VBZ", "VBP"):
            continue
        children = sentence.children(place)
        subject = [at for at in children if sentence.words[at].dep == "nsubj"]
        content = [at for at in children if sentence.words[at].dep == "ccomp"]
        if len(subject) == 1 and len(content) == 1:
            return sentence.below(subject[0]), place, sentence.below(content[0])
    return None


# --- false: one thing is turned ----------------------------------------------------------------------------------------


def number(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """Another number, near or far, or two numbers of the sentence exchanged."""
    places = [
        place
        for place, word in enumerate(sentence.words)
        if word.pos == "NUM"
        and re.fullmatch(r"[\d,.]+|[a-z]+", word.text.lower())
        and word.entity not in ("DATE", "TIME", "PERSON", "ORG", "GPE", "WORK_OF_ART")
    ]
    if len(places) >= 2 and chance.random() < 0.35:
        one, other = chance.sample(places, 2)
        if sentence.words[one].text.lower() != sentence.words[other].text.lower():
            return _swap(sentence, {one: sentence.words[other].text, other: sentence.words[one].text})
    for place in _shuffled(places, chance):
        new = _another_number(sentence.words[place].text, chance)
        if new:
            return _swap(sentence, {place: new})
    return None


def _another_number(text: str, chance: random.Random) -> str | None:
    lower = text.lower()
    if lower in SMALL:
        return chance.choice([word for word in SMALL[1:] if word != lower])
    if lower in ("million", "billion", "trillion", "thousand", "hundred"):
        return chance.choice([word for word in ("million", "billion", "thousand", "hundred") if word != lower])
    plain = text.replace(",", "")
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", plain):
        return None
    value = float(plain)
    way = chance.random()
    if way < 0.35:
        new = value * chance.choice((0.1, 10, 2, 0.5, 1.5, 3))
    elif way < 0.7:
        new = value + chance.choice((-3, -2, -1, 1, 2, 3)) * max(1.0, 10 ** max(0, len(plain.split(".")[0]) - 2))
    else:
        digits = list(plain)
        spots = [at for at, digit in enumerate(digits) if digit.isdigit()]
        at = chance.choice(spots)
        digits[at] = chance.choice([digit for digit in "123456789" if digit != digits[at]])
        new = float("".join(digits))
    places = len(plain.split(".")[1]) if "." in plain else 0
    shown = f"{abs(new):,.{places}f}" if "," in text or abs(new) >= 10000 else f"{abs(new):.{places}f}"
    return shown if shown.replace(",", "") != plain and float(shown.replace(",", "")) > 0 else None


def date(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """Another year, month or day."""
    text = sentence.text
    found = list(re.finditer(rf"\b(?:1[89]\d\d|20[0-2]\d)\b|\b(?:{'|'.join(MONTHS)})\b", text))
    if not found:
        return None
    match = chance.choice(found)
    if match[0][0].isdigit():
        new = str(int(match[0]) + chance.choice((-10, -5, -3, -2, -1, 1, 2, 3, 5, 10)))
    else:
        new = chance.choice([month for month in MONTHS if month != match[0]])
    return text[: match.start()] + new + text[match.end() :]


def name(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A name put in another's place: one of other texts, of the same sort."""
    found = [item for item in sentence.entities() if item[2] in ("PERSON", "ORG", "GPE", "NORP", "LOC", "WORK_OF_ART")]
    if not found:
        return None
    first, last, label = chance.choice(found)
    old = sentence.phrase(range(first, last))
    new = chance.choice(stock.entities[label])
    if new.lower() in sentence.text.lower() or old.lower() in new.lower() or len(new) > 40:
        return None
    return (
        _swap(
            sentence, {first: new + (sentence.words[last - 1].space and ""), **dict.fromkeys(range(first + 1, last))}
        ).replace(new + "  ", new + " ")
        if last - first == 1
        else _tidy(
            sentence.phrase(range(first))
            + " "
            + new
            + sentence.words[last - 1].space
            + sentence.phrase(range(last, len(sentence.words)))
        )
    )


def exchanged(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """Two names of the sentence in each other's place."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for first, last, label in sentence.entities():
        groups.setdefault(label, []).append((first, last))
    able = [places for label, places in groups.items() if label in ("PERSON", "ORG", "GPE", "NORP") and len(places) > 1]
    if not able:
        return None
    one, other = sorted(chance.sample(chance.choice(able), 2))
    a, b = sentence.phrase(range(*one)), sentence.phrase(range(*other))
    between = sentence.phrase(range(one[1], other[0])).strip(" ,").lower()
    if a == b or between in ("and", "or", "", "and the", "to", "with"):
        return None
    return _tidy(
        " ".join(
            (
                sentence.phrase(range(one[0])),
                b + sentence.words[one[1] - 1].space + sentence.phrase(range(one[1], other[0])),
                a + sentence.words[other[1] - 1].space + sentence.phrase(range(other[1], len(sentence.words))),
            )
        )
    )


def roles(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """Subject and object in each other's place."""
    found = _clause(sentence)
    if found is None:
        return None
    verb, subject, object_ = found
    if (
        len(subject) > 7
        or len(object_) > 7
        or sentence.words[verb].lemma in ("be", "have", "become", "include", "meet", "marry")
    ):
        return None
    heads = [sentence.words[at] for at in (*subject, *object_) if sentence.words[at].pos in ("PROPN", "NOUN")]
    if not any(word.entity in ("PERSON", "ORG", "GPE", "NORP") for word in heads) or any(
        sentence.words[at].pos == "PRON" for at in (*subject, *object_)
    ):
        return None
    before = sentence.phrase(range(subject[0]))
    middle = sentence.phrase(range(subject[-1] + 1, object_[0]))
    after = sentence.phrase(range(object_[-1] + 1, len(sentence.words)))
    first, second = sentence.phrase(object_), _lower(sentence.phrase(subject), sentence.words[subject[0]])
    return _tidy(f"{before} {first} {middle} {second} {after}")


def negation(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A "not" put in or taken out at the main verb or in a subordinate clause."""
    for place, word in enumerate(sentence.words):
        if word.dep == "neg" and word.text.lower() in ("not", "n't", "never"):
            return _swap(sentence, {place: None})
    for place in _shuffled(range(len(sentence.words)), chance):
        word = sentence.words[place]
        if word.dep in ("aux", "auxpass") and word.tag in ("MD", "VBD", "VBZ", "VBP") and word.text.islower():
            return _swap(sentence, {place: f"{word.text} not"})
        if word.lemma == "be" and word.dep in ("ROOT", "ccomp", "conj") and word.tag in ("VBD", "VBZ", "VBP"):
            return _swap(sentence, {place: f"{word.text} {chance.choice(('not', 'never', 'no longer'))}"})
        if word.dep in ("ROOT", "ccomp", "conj") and word.tag in ("VBD", "VBZ", "VBP") and word.lemma not in SPEECH:
            do = {"VBD": "did", "VBZ": "does", "VBP": "do"}[word.tag]
            return _swap(sentence, {place: f"{do} not {word.lemma}"})
    return None


def verb(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A verb that contrasts."""
    for place in _shuffled(_places(sentence, "VERB"), chance):
        word = sentence.words[place]
        options = stock.verbs_other.get(word.lemma, []) or stock.wordnet.antonyms(word.lemma, "v")
        if options:
            new = _inflect(chance.choice(options), word)
            if new:
                return _swap(sentence, {place: new})
    return None


def noun(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A noun that is mistaken for another, or its opposite."""
    for place in _shuffled(_places(sentence, "NOUN"), chance):
        word = sentence.words[place]
        options = stock.nouns_other.get(word.lemma, []) or stock.wordnet.antonyms(word.lemma, "n")
        options = [option for option in options if option not in sentence.text.lower()]
        if options:
            new = _inflect(chance.choice(options), word)
            if new:
                return _swap(sentence, {place: new})
    return None


def quality(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """The opposite adjective or adverb."""
    for pos, code in (("ADJ", "a"), ("ADV", "r")):
        for place in _shuffled(_places(sentence, pos), chance):
            word = sentence.words[place]
            options = stock.wordnet.antonyms(word.lemma, code)
            if options and word.lemma not in ("first", "last", "own", "other", "same", "not"):
                new = _inflect(chance.choice(options), word)
                if new:
                    return _swap(sentence, {place: new})
    return None


def modality(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """What may, will or should be told as done; what was done told as planned or possible."""
    for place, word in enumerate(sentence.words):
        if word.tag == "MD" and word.lemma in ("may", "might", "could", "will", "would", "should") and word.dep == "aux":
            head = sentence.words[word.head]
            if (
                head.tag == "VB"
                and sentence.words[place + 1 : place + 2]
                and sentence.words[place + 1].text.lower() not in ("not", "n't")
            ):
                if word.lemma in ("may", "might", "could"):
                    return _swap(sentence, {place: chance.choice(("will", "must"))})
                past = _inflect(head.lemma, head._replace(tag="VBD"))
                if past and word.head == place + 1 and head.lemma != "be":
                    return _swap(sentence, {place: past, word.head: None})
    for place in _shuffled(range(len(sentence.words)), chance):
        word = sentence.words[place]
        if word.dep == "ROOT" and word.tag == "VBD" and word.pos == "VERB" and word.lemma not in SPEECH:
            new = chance.choice(
                (
                    f"may have {_inflect(word.lemma, word._replace(tag='VBN'))}",
                    f"plans to {word.lemma}",
                    f"refused to {word.lemma}",
                    f"wanted to {word.lemma}",
                    f"will {word.lemma}",
                )
            )
            return _swap(sentence, {place: new})
    return None


def scope(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """ "Some" for "all", "including" for "except", "at least" for "at most", "only" put in."""
    table = {
        "all": "some",
        "some": "all",
        "most": "all",
        "many": "all",
        "several": "all",
        "every": "only one",
        "including": "excluding",
        "excluding": "including",
        "least": "most",
        "few": "many",
        "more": "less",
        "less": "more",
        "fewer": "more",
        "over": "under",
        "above": "below",
        "below": "above",
        "before": "after",
        "after": "before",
        "with": "without",
        "without": "with",
        "both": "neither of",
        "always": "sometimes",
        "often": "rarely",
        "rarely": "often",
        "up": "down",
        "until": "after",
        "nearly": "more than",
        "almost": "more than",
        "partly": "entirely",
        "entirely": "partly",
        "mainly": "solely",
        "mostly": "exclusively",
        "part": "all",
    }
    places = [place for place, word in enumerate(sentence.words) if word.text in table]
    if not places:
        return None
    place = chance.choice(places)
    return _swap(sentence, {place: table[sentence.words[place].text]})


def speaker(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """What one said given to another, or told as a fact that somebody has proved."""
    found = _speech(sentence)
    if found is None:
        return None
    who, verb_, content = found
    if chance.random() < 0.3:
        what = sentence.phrase(content).strip(' ,."“”')
        if what.lower().startswith("that ") or any(mark in what for mark in '"“”'):
            return None
        return _tidy(f"Officials have confirmed that {_lower(what, sentence.words[content[0]])}")
    new = chance.choice(stock.entities["PERSON"])
    before, after = sentence.phrase(range(who[0])), sentence.phrase(range(who[-1] + 1, len(sentence.words)))
    return _tidy(f"{before} {new} {after}") if new.lower() not in sentence.text.lower() else None


def cause(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """A reason, purpose or result put in that stands in another text."""
    other = chance.choice(stock.sentences)
    for place, word in enumerate(other.words):
        below = other.below(place)
        phrase = other.phrase(below).strip(" .,")
        if (
            word.dep in ("advcl", "prep")
            and word.lemma in ("because", "after", "due", "despite", "following", "for")
            and 3 <= len(below) <= 10
        ):
            return _tidy(f"{sentence.text.rstrip('. ')} {_lower(phrase, word)}")
        if word.dep == "dobj" and 2 <= len(below) <= 6:
            lead = chance.choice(
                ("because of", "as a result of", "in order to avoid", "in protest at", "to pay for", "after complaints about")
            )
            return _tidy(f"{sentence.text.rstrip('. ')} {lead} {_lower(phrase, other.words[below[0]])}")
    return None


def grafted(sentence: Parsed, stock: Stock, chance: random.Random) -> str | None:
    """An object or a phrase of another text in the place of the sentence's own: what is told is new."""
    other = chance.choice(stock.sentences)
    wanted = chance.choice(("dobj", "attr", "pobj", "pobj", "nsubj"))
    mine = [place for place, word in enumerate(sentence.words) if word.dep == wanted and len(sentence.below(place)) <= 8]
    theirs = [
        place
        for place, word in enumerate(other.words)
        if word.dep == wanted and len(other.below(place)) <= 8 and word.pos != "PRON"
    ]
    if not mine or not theirs:
        return None
    old = sentence.below(chance.choice(mine))
    at = chance.choice(theirs)
    new = other.phrase(other.below(at)).strip(" .,")
    if not new or new.lower() in sentence.text.lower() or len(old) != old[-1] - old[0] + 1:
        return None
    phrase = _lower(new, other.words[other.below(at)[0]])
    return _tidy(
        " ".join(
            (
                sentence.phrase(range(old[0])),
                phrase + sentence.words[old[-1]].space + sentence.phrase(range(old[-1] + 1, len(sentence.words))),
            )
        )
    )


TRUE: dict[str, tuple[Edit, float]] = {
    "same": (same, 0.35),
    "synonym": (synonym, 3),
    "trimmed": (trimmed, 2.5),
    "apposition": (apposition, 1),
    "passive": (passive, 2),
    "active": (active, 2),
    "clause_alone": (clause_alone, 2),
    "date_style": (date_style, 1),
    "number_style": (number_style, 1.5),
    "fronted": (fronted, 1.5),
    "said": (said, 2),
}
FALSE: dict[str, tuple[Edit, str, float]] = {
    "number": (number, "refute", 2),
    "date": (date, "refute", 1.2),
    "name": (name, "refute", 1.5),
    "exchanged": (exchanged, "refute", 2),
    "roles": (roles, "refute", 2),
    "negation": (negation, "refute", 1.5),
    "verb": (verb, "refute", 3),
    "noun": (noun, "refute", 2.5),
    "quality": (quality, "refute", 2),
    "modality": (modality, "nei", 1.5),
    "scope": (scope, "refute", 1.5),
    "speaker": (speaker, "nei", 1.5),
    "cause": (cause, "nei", 1.5),
    "grafted": (grafted, "nei", 1.5),
}
