"""What a language model is asked stays as it is, byte for byte, until somebody changes it on purpose."""

from __future__ import annotations

import json

import pytest
from tests.golden.prompts import ask, file_of, show
from tests.golden.regenerate import EXAMPLES

from groundwire.protocols import Encoders

TOKEN = 4.3
"""Characters of English that make a token, about."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_request_is_its_golden_file_and_fits_the_budget(name: str, encoders: Encoders) -> None:
    requests = ask(name, encoders)
    assert [request.prompt for request in requests] == ["story-1", "mend-1"]
    for request in requests:
        assert show(request) == file_of(name, request).read_text("utf-8"), "on purpose? python -m tests.golden.prompts"
        assert json.loads(request.schema)["additionalProperties"] is False
    story = requests[0]
    assert len(story.instructions) / TOKEN < 800
    assert sum(len(r.instructions + r.material) / TOKEN + r.most_tokens for r in requests) < 5_000
