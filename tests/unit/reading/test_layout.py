from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from groundwire.model import Document, Role, merge_spans
from groundwire.reading.layout import find_furniture, find_headline, is_furniture, lay_out

FURNITURE = [
    "Loading...",
    "Loading... Loading...",
    "See Also: Ten harbours worth a detour this summer",
    "READ MORE: Ten harbours worth a detour this summer",
    "Read Next: Ten harbours worth a detour this summer",
    "Also read | Ten harbours",
    "MORE : Ten harbours worth a detour",
    "Related Content",
    "Related: Ten harbours",
    "More from The Marlo Gazette",
    "Recommended for you",
    "Most read",
    "Editor's picks",
    "Image Via Shutterstock",
    "Image: Per Holt / Coastwire",
    "Photo by Ida Brun for the Gazette",
    "Photo: Ida Brun",
    "Ida Brun/Getty Images",
    "Getty Images",
    "(Photo by Ida Brun/Coastwire via Getty Images)",
    "Tugs pull the ferry free on Monday. (Coastwire Photo/Ida Brun) (AP Photo/Per Holt)",
    "Engineered by Marlo Neuro, Edited by Ida Brun",
    "Reporting by Ida Brun in Marlo; Editing by Per Holt",
    "(Additional reporting by Ida Brun and Per Holt; Editing by Åsa Lind)",
    "Written by Ida Brun",
    "By Ida Brun",
    "By Ida Brun and Per Holt, Coastwire",
    "Coastwire writer Ida Brun contributed to this report.",
    "Subscribe to our newsletter",
    "Sign up for our daily newsletter and never miss a ferry again.",
    "Get the latest news delivered straight to your inbox.",
    "Follow us on Facebook",
    "Follow Ida Brun on Twitter @idabrun",
    "Share this article",
    "Share on Facebook",
    "Click here to read the whole verdict.",
    "Download the Gazette app",
    "Advertisement",
    "Story continues below advertisement",
    "Continue reading",
    "Our Standards: The Gazette's Book of Rules.",
    "© 2026 The Marlo Gazette. All rights reserved.",
    "Copyright 2026 Coastwire",
    "All rights reserved.",
    "Privacy Policy",
    "Skip to main content",
    "4 min read",
    "12 comments",
    "Published on Monday 23 February 2026",
    "Last updated: 23 February 2026, 10:14",
    "Tags: ferries, Marlo, tugs",
    "Filed under: Ferries",
    "The post Ferry aground appeared first on The Marlo Gazette.",
    "This story was originally published by Coastwire.",
    "https://gazette.example/ferry",
    "desk@gazette.example",
    "Have a tip? Email us.",
    "-30-",
    "***",
    "• Read more",
]
REPORTING = [
    "Read next week's budget before you judge it, the minister told the council.",
    "Related companies fell as well.",
    "Related arrests were made in Marlo on Tuesday.",
    "See also how the tugs did it, the harbour master told her crew.",
    "More from the opposition is expected on Monday.",
    "More news from the front is expected today.",
    "More stories were told at the inquest.",
    "Photos via social media showed smoke above the quay.",
    "Video by the rescuers showed four people on the roof.",
    "Photo by photo, the police put the night together.",
    "Image credits rose by a tenth last year.",
    "Pictures from the harbour showed a hole in the hull.",
    "Written by hand, the letter was found in a drawer.",
    "Edited by Brun in 1912, the diary was thought lost.",
    "Engineered by a team from Marlo, the pump holds 40 litres.",
    "Reporting by the Gazette led to the arrests.",
    "Published on Monday, the report says the growth of the port has ended.",
    "Updated figures show that 14 people were hurt.",
    "By Tuesday the fire was out.",
    "By 2030 the port is to be free of diesel.",
    "Share prices fell by 3% in Marlo.",
    "Shares in the ferry line lost a tenth of their value.",
    "Sign-ups for the course doubled in a year.",
    "Subscribe rates have fallen, the company said.",
    "Log in to the registry was blocked for two hours, the bank said.",
    "Register to vote by Friday, officials urged.",
    "Follow the money, Brun told the inquiry.",
    "Advertisement revenue fell by a third.",
    "Copyright law was changed in 1911.",
    "Loading the ferry took nine hours.",
    "Comments by the mayor angered the crew.",
    "Newsletter publishers sued the port.",
    "Tags were found on 40 crates, customs said.",
    "Credits of 5 million were granted to the line.",
    "Getty Images sued a rival in March.",
    "Watch officers saw nothing, the inquiry heard.",
    "“Sign up for what?” she asked.",
    "“Click here and you lose your money,” the police warned.",
    "Home sales rose.",
    "Next came the tugs.",
    "This story has two sides, Brun said.",
    "Recommended doses were exceeded, the inquest heard.",
    "Top officials resigned.",
    "Trending down since March, prices fell again.",
    "Get the best doctors, the mayor told the crew, and get them now.",
    "What do you think a tug costs? the mayor asked.",
    "Follow-up tests found nothing.",
    "Save the harbour, the posters said.",
    "Tell us what happened, the judge said to the captain.",
    "Privacy rules were broken, the office found.",
    "Join us or leave, the captain is said to have told his crew before the storm.",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_recognised(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", REPORTING)
def test_reporting_is_never_taken_for_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_teasers_under_a_heading_are_furniture_until_reporting_goes_on() -> None:
    text = "The ferry sank.\n\nRelated Content\n\nTen harbours worth a detour\n\nMayor of Marlo resigns\n\nThe crew was saved on Monday.\n"
    assert [text[start:end] for start, end in find_furniture(text)] == [
        "Related Content",
        "Ten harbours worth a detour",
        "Mayor of Marlo resigns",
    ]


def test_a_line_inside_a_hard_wrapped_paragraph_is_no_furniture() -> None:
    text = (
        "The harbour office said on Monday that it would publish the\nfindings of the inquiry and would answer the many\n"
        "comments\nthat the crew of the ferry and its owners had sent in\nsince the accident.\n\nRead Next: Ten harbours\n"
    )
    assert [text[start:end] for start, end in find_furniture(text)] == ["Read Next: Ten harbours"]


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("Ferry aground\n\nIt ran aground at noon.", "Ferry aground"),
        ("\n\n  Ferry aground  \n\nIt ran aground at noon.", "Ferry aground"),
        ("Ferry aground\nIt ran aground at noon, the office said.\nNobody was hurt.", "Ferry aground"),
        ("Loading...\n\nFerry aground\n\nIt ran aground at noon.", "Ferry aground"),
        ("Ferry line sues the U.S.\n\nIt went to court at noon.", "Ferry line sues the U.S."),
        ("Who sank the ferry?\n\nNobody knows.", "Who sank the ferry?"),
        ("It ran aground at noon.\n\nNobody was hurt.", None),
        ("What Happened:\n\nIt ran aground.", None),
        ("Correction: an earlier report gave a wrong hour\n\nIt ran aground.", None),
        ("Ferry aground", None),
        ("***\n\n", None),
        ("", None),
        ("x" * 201 + "\n\nIt ran aground.", None),
    ],
)
def test_the_headline_stands_alone(text: str, headline: str | None) -> None:
    place = find_headline(text)
    assert (text[slice(*place)] if place else None) == headline


@pytest.mark.parametrize(
    ("opening", "dateline"),
    [
        ("MARLO, Feb 23 - The ferry sank.", "MARLO, Feb 23"),
        ("MARLO, March 3 (Coastwire) - The ferry sank.", "MARLO, March 3 (Coastwire)"),
        ("MARLO, Norland (Coastwire) -- The ferry sank.", "MARLO, Norland (Coastwire)"),
        ("MARLO (Coastwire) — The ferry sank.", "MARLO (Coastwire)"),
        ("PORT MARLO/EAST QUAY — The ferry sank.", "PORT MARLO/EAST QUAY"),
        ("ST. MARLO, Sept. 26 (CW) — The ferry sank.", "ST. MARLO, Sept. 26 (CW)"),
        ("Marlo, 23 February 2026 – The ferry sank.", "Marlo, 23 February 2026"),
        ("Marlo (Coastwire) – The ferry sank.", "Marlo (Coastwire)"),
        ("MARLO - “The ferry sank,” she said.", "MARLO"),
        ("(Coastwire) - The ferry sank.", "(Coastwire)"),
    ],
)
def test_a_dateline_is_kept_apart_from_the_first_sentence(
    make_document: Callable[..., Document], opening: str, dateline: str
) -> None:
    document = make_document(opening)
    layout = lay_out(document)
    assert layout.dateline is not None
    assert document.quote(layout.dateline) == dateline
    (lead,) = layout.paragraphs
    assert document.text[lead.start : lead.end] in ("The ferry sank.", "“The ferry sank,” she said.")
    assert lead.role is Role.LEAD


@pytest.mark.parametrize(
    "opening",
    [
        "Marlo United – the champions – lost at home.",
        "CWIA - the line's own club - lost at home.",
        "BRUN: The ferry sank before noon.",
        "Ida Brun - who led the crew - was hurt.",
        "The ferry sank on Feb 23 - the worst day of the winter.",
        "A crew of 12 - all from Marlo - was saved.",
    ],
)
def test_a_sentence_keeps_its_subject(make_document: Callable[..., Document], opening: str) -> None:
    layout = lay_out(make_document(opening))
    assert layout.dateline is None
    assert layout.paragraphs[0].start == 0


def test_labels_are_no_text_and_their_paragraphs_are(make_document: Callable[..., Document]) -> None:
    document = make_document(
        "What Happened: The ferry sank.\n\nWhy It Matters\n\nIt was the last one.\n\nBackground: It was old."
    )
    assert [document.text[part.start : part.end] for part in lay_out(document).paragraphs] == [
        "The ferry sank.",
        "It was the last one.",
        "It was old.",
    ]


def test_a_correction_is_told_from_the_report(make_document: Callable[..., Document]) -> None:
    document = make_document(
        "Correction: The ferry carried 212 people.\n\nThe ferry sank.\n\nAn earlier version of this report misstated the hour.\n\nThis is it."
    )
    assert [part.role for part in lay_out(document).paragraphs] == [Role.CORRECTION, Role.LEAD, Role.CORRECTION, Role.BODY]


def test_title_and_furniture_are_no_paragraphs(make_document: Callable[..., Document]) -> None:
    text = "Ferry aground\n\nLoading...\n\nIt ran aground at noon.\n\nRead Next: Ten harbours\n\nNobody was hurt.\n"
    document = make_document(text, title="Ferry aground")
    document = replace(document, furniture=merge_spans(document.span(*place) for place in find_furniture(text)))
    layout = lay_out(document)
    assert layout.headline is not None
    assert text[layout.headline.start : layout.headline.end] == "Ferry aground"
    assert [text[part.start : part.end] for part in layout.paragraphs] == ["It ran aground at noon.", "Nobody was hurt."]


def test_furniture_inside_a_paragraph_cuts_it(make_document: Callable[..., Document]) -> None:
    text = "It ran aground at noon. SHARE THIS NOW Nobody was hurt."
    document = make_document(text)
    document = replace(document, furniture=(document.span(24, 38),))
    assert [text[part.start : part.end] for part in lay_out(document).paragraphs] == [
        "It ran aground at noon.",
        "Nobody was hurt.",
    ]


def test_wires_part_paragraphs_by_indenting_them(make_document: Callable[..., Document]) -> None:
    text = (
        "MARLO, Feb 23 - The ferry that ran aground off the coast on\nMonday will be repaired in the yard.\n"
        "    The work will take nine weeks and cost the line about four\nmln dlrs, it said.\n    Nobody was hurt.\n"
    )
    document = make_document(text)
    assert [" ".join(text[part.start : part.end].split())[:12] for part in lay_out(document).paragraphs] == [
        "The ferry th",
        "The work wil",
        "Nobody was h",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "read more " * 30_000,
        "(photo " * 30_000,
        "A " * 100_000,
        "the post " * 20_000,
        "\n" * 200_000,
        "Related Content\n" * 30_000,
        "MARLO, " * 30_000,
        "/ " * 100_000,
    ],
)
def test_any_text_is_laid_out_in_linear_time(make_document: Callable[..., Document], line: str) -> None:
    began = time.perf_counter()
    document = make_document(line)
    find_headline(line)
    furniture = merge_spans(document.span(*place) for place in find_furniture(line))
    lay_out(replace(document, furniture=furniture))
    assert time.perf_counter() - began < 5
