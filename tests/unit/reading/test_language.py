from __future__ import annotations

import pytest

from groundwire.reading.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "The ferry that ran aground off Marlo on Monday was pulled free by two tugs, and nobody was hurt, the office said.",
            "en",
        ),
        (
            "FERRY LINE INC 4TH QTR NET Shr 27 cts vs 29 cts Net 13,555,000 vs 14,635,000 Revs 104.6 mln vs 110.3 mln Avg shrs 47 mln",
            "en",
        ),
        (
            "THE FERRY THAT RAN AGROUND OFF MARLO ON MONDAY WAS PULLED FREE BY TWO TUGS AND NOBODY WAS HURT, THE OFFICE SAID TODAY.",
            "en",
        ),
        (
            "Die Fähre, die am Montag vor Marlo auf Grund lief, wurde von zwei Schleppern befreit, und niemand wurde dabei verletzt.",
            "de",
        ),
        (
            "De veerboot die maandag bij Marlo aan de grond liep, is door twee sleepboten vlot getrokken en niemand raakte gewond.",
            "nl",
        ),
        (
            "Le bac qui s'est échoué lundi au large de Marlo a été dégagé par deux remorqueurs et personne n'a été blessé, dit-on.",
            "fr",
        ),
        (
            "Паром, севший на мель у Марло в понедельник, был снят двумя буксирами, и никто не пострадал, сообщили в порту города.",
            "ru",
        ),
        ("港务局表示，一艘载有二百一十二人的渡轮星期一在马洛附近搁浅，无人受伤", "zh"),
    ],
)
def test_the_language_is_found(text: str, language: str) -> None:
    assert find_language(text, "", ("en",)) == language


def test_a_short_text_is_in_the_language_it_declares() -> None:
    assert find_language("Ferry aground", "", ("en",)) == "en"
    assert find_language("Fähre auf Grund", "de-AT", ("en",)) == "de-AT"
    assert find_language("Ferry aground", "no language at all", ("en",)) == "en"


def test_the_text_is_believed_before_its_declaration() -> None:
    text = "The ferry that ran aground off Marlo on Monday was pulled free by two tugs, and nobody was hurt, the office said there."
    assert find_language(text, "de", ("en",)) == "en"
    assert find_language(text, "en_GB", ("en",)) == "en-GB"
    assert find_language("", "", ("en",)) == "en"
