"""A picture goes with a story only if it shows what the story is about, its date fits, and its rights allow it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from groundwire.editing.picturing import Choice, alt_text_of, choose, credit_of, find_objection, find_subject
from groundwire.model import Document, Picture, Reading, Rights

DAY = date(2026, 3, 2)
HEADLINE = "Swing bridge at Lindmere reopens"
LEDE = "The swing bridge at Lindmere reopened on Monday after repairs, Mayor Hilda Strand said."
TEXT = f"{HEADLINE}\n\n{LEDE}\n\nFerry operator Otto Lund said that his company would end its extra crossings."
ALLOWED = ("Lindmere Echo", "*/Lindmere Echo")
Find = Callable[..., Choice]


def picture(**fields: Any) -> Picture:
    own = {"id": "sha256:0", "path": "a.jpg", "media_type": "image/jpeg", "width": 8, "height": 8, "credit": "Lindmere Echo"}
    return Picture(**own | fields)


@pytest.fixture(scope="module")
def find(read: Callable[..., tuple[Document, Reading]]) -> Find:
    report = read(TEXT, published_at=f"{DAY}T09:00:00+00:00", title=HEADLINE)
    _, lead = read(f"{HEADLINE}\n\n{LEDE}", title=HEADLINE)
    subject = find_subject(HEADLINE, LEDE, [report], lead, DAY)

    def run(*pictures: Picture, allowed: tuple[str, ...] = ALLOWED) -> Choice:
        return choose(pictures, subject, allowed, DAY, lambda caption: read(caption)[1])

    return run


def shown(choice: Choice) -> list[str]:
    return [illustration.picture.path for illustration in choice.fitting]


PERSON = {"caption": "Hilda Strand speaks at a school.", "people": ("Hilda Strand",)}
BRIDGE = {"caption": "The swing bridge at Lindmere, seen from the bank."}
OPENING = {"caption": "People cross the swing bridge at Lindmere as it reopened.", "taken_on": DAY}


def test_a_person_of_the_lede_fits_and_is_told_as_a_file_picture(find: Find) -> None:
    (illustration,) = find(picture(**PERSON, taken_on=date(2019, 3, 3))).fitting
    assert illustration.note == "File picture, 3 March 2019" and illustration.shows == ("Hilda Strand",)


def test_an_undated_picture_says_so(find: Find) -> None:
    (illustration,) = find(picture(**BRIDGE)).fitting
    assert illustration.note == "File picture, undated" and illustration.shows == ("Lindmere",)


def test_a_picture_of_the_day_needs_no_note_and_goes_before_older_ones(find: Find) -> None:
    new, old = picture(**OPENING, path="z.jpg"), picture(**BRIDGE, taken_on=date(2022, 1, 1))
    choice = find(old, new)
    assert shown(choice) == ["z.jpg", "a.jpg"] and choice.fitting[0].note == ""


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param(
            {"caption": "Hilda Strand and a guest.", "people": ("Hilda Strand", "Ana Varga")}, id="a stranger beside her"
        ),
        pytest.param({"caption": "Sara Strand swims.", "people": ("Sara Strand",)}, id="another of that surname"),
        pytest.param({"caption": "Otto Lund on his ferry.", "people": ("Otto Lund",)}, id="named further down only"),
        pytest.param({"caption": "The town hall of Lindmere."}, id="another thing at the place"),
        pytest.param({"caption": "A barge has hit the swing bridge at Lindmere."}, id="another happening, undated"),
        pytest.param({"caption": "The swing bridge at Dunholm."}, id="the same thing elsewhere"),
        pytest.param({**OPENING, "taken_on": DAY - timedelta(days=400)}, id="a happening of long ago"),
        pytest.param({**OPENING, "taken_on": DAY + timedelta(days=9)}, id="dated after the news"),
        pytest.param({"people": ("Hilda Strand",)}, id="without a caption"),
        pytest.param({"keywords": ("Hilda Strand", "Lindmere", "bridge"), "caption": "A table."}, id="in its keywords only"),
    ],
)
def test_what_does_not_show_the_matter_is_never_chosen(find: Find, fields: dict[str, Any]) -> None:
    assert find(picture(**fields)) == Choice()


def test_one_that_fits_and_may_not_be_used_is_named_with_the_reason(find: Find) -> None:
    choice = find(picture(**BRIDGE | {"credit": "Halcyon Pictures", "path": "agency.jpg"}))
    (remark,) = choice.remarks
    assert choice.fitting == () and "agency.jpg shows Lindmere" in remark and "Halcyon Pictures" in remark


def test_the_order_of_the_folder_changes_nothing(find: Find) -> None:
    pictures = [picture(**BRIDGE, path=f"{name}.jpg", taken_on=date(2022, 1, 1)) for name in "cab"]
    assert shown(find(*pictures)) == shown(find(*reversed(pictures))) == ["a.jpg", "b.jpg", "c.jpg"]


def test_a_thousand_pictures_that_may_not_be_used_do_not_hide_the_one_that_may(find: Find) -> None:
    agency = [picture(**BRIDGE | {"credit": "Halcyon Pictures", "path": f"{n}.jpg", "taken_on": DAY}) for n in range(1000)]
    choice = find(*agency, picture(**BRIDGE, path="own.jpg", taken_on=date(2020, 1, 1)))
    assert shown(choice) == ["own.jpg"] and len(choice.remarks) == 5


# --- rights -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"rights": Rights.OWN},
        {"rights": Rights.LICENSED, "usage_terms": "One use in print"},
        {"credit": "LINDMERE ECHO"},
        {"credit": "Bo Ek/Lindmere Echo"},
        {"credit": "Bo Ek", "copyright_notice": "Lindmere Echo"},
        {"usage_terms": "Lindmere Echo"},
        {"expires_on": DAY, "released_on": DAY},
    ],
)
def test_rights_that_are_given_allow(fields: dict[str, Any]) -> None:
    assert find_objection(picture(**fields), ALLOWED, DAY) == ""


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"credit": "Bo Ek"}, "rights are not known"),
        ({"credit": "Not Lindmere Echo at all"}, "rights are not known"),
        ({"usage_terms": "One use in print only"}, "terms of use"),
        ({"instructions": "NO ARCHIVES"}, "terms of use"),
        ({"constraints": "Not in Merania"}, "terms of use"),
        ({"released_on": DAY + timedelta(days=1), "rights": Rights.OWN}, "from 3 March 2026 only"),
        ({"expires_on": DAY - timedelta(days=1), "rights": Rights.OWN}, "until 1 March 2026 only"),
        ({"credit": "", "rights": Rights.OWN}, "nobody to credit"),
        ({"origin": "trainedAlgorithmicMedia", "rights": Rights.OWN}, "no photograph"),
        ({"media_type": "image/tiff", "rights": Rights.OWN}, "TIFF"),
    ],
)
def test_rights_that_are_not_plainly_given_forbid(fields: dict[str, Any], reason: str) -> None:
    assert reason in find_objection(picture(**fields), ALLOWED, DAY)


def test_without_a_setting_nothing_is_allowed_that_no_sidecar_allows() -> None:
    assert find_objection(picture(), (), DAY) and find_objection(picture(), ("",), DAY)


def test_credit_and_alt_text_fall_back_in_their_own_words() -> None:
    assert credit_of(picture(credit="", byline="Bo Ek", source="Echo")) == "Bo Ek"
    assert alt_text_of(picture(caption="A quay.")) == "A quay." and alt_text_of(picture(alt_text="Sheds.")) == "Sheds."
