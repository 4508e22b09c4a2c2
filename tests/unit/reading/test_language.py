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


TABLES = (
    "ORSK MILLS INC 4TH QTR LOSS Shr loss 14 cts vs loss 31 cts Net loss 512,007 vs loss 811,440 Revs 300,118 vs 512,771 Year Shr loss 42 cts "
    "vs loss 1.02 dlrs Net loss 1,100,540 vs loss 4,004,101 Avg shrs 2,511,870 vs 2,020,447",
    "RAINFALL IN MILLIMETRES PAST DAY NORTH STATE: UBARANA NIL, PARAVAI NIL, LONDIRA NIL, MARINA NIL. SOUTH STATE: PRUDENCIO NIL, VOTURANGA NIL, "
    "FRANCINA NIL, CATANDAVA 4.0 MM, SAO CARMO NIL. EAST STATE: GUAXINA NIL, TRES POSTAS NIL.",
)
FOREIGN = (
    "Kommunen ska rusta upp den gamla hamnen under våren, och bygget väntas kosta fyra miljoner euro enligt borgmästaren i staden.",
    "El puerto viejo se va a reparar en primavera y la obra costará cuatro millones de euros, según dijo el alcalde de la ciudad ayer.",
    "Stary port zostanie wyremontowany wiosną, a prace będą kosztować cztery miliony euro, jak powiedział wczoraj burmistrz tego miasta przed radą.",
    "Pelabuhan lama akan diperbaiki pada musim semi dan pekerjaan itu akan menelan biaya empat juta euro, kata wali kota pada hari Senin kemarin.",
)


@pytest.mark.parametrize("text", TABLES)
def test_a_table_with_hardly_a_sentence_is_in_the_language_expected(text: str) -> None:
    assert find_language(text, "", ("en",)) == "en"


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_prose_is_not_let_in(text: str) -> None:
    assert find_language(text, "", ("en",)) != "en"


def test_a_short_text_is_in_the_language_it_declares() -> None:
    assert find_language("Ferry aground", "", ("en",)) == "en"
    assert find_language("Fähre auf Grund", "de-AT", ("en",)) == "de-AT"
    assert find_language("Ferry aground", "no language at all", ("en",)) == "en"


def test_the_text_is_believed_before_its_declaration() -> None:
    text = "The ferry that ran aground off Marlo on Monday was pulled free by two tugs, and nobody was hurt, the office said there."
    assert find_language(text, "de", ("en",)) == "en"
    assert find_language(text, "en_GB", ("en",)) == "en-GB"
    assert find_language("", "", ("en",)) == "en"
