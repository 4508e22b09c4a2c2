"""A real server on loopback, in every mood: what is asked of it, what is made of its answers, and what a person is told."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import Any

import pytest
from tests.chat_server import Answer, Answers, ChatServer

from groundwire.chat_models.openai_compatible import OpenAiCompatible
from groundwire.errors import ChatError, RequestTooLong, SettingsError
from groundwire.model import ChatReply, ChatRequest
from groundwire.settings import Settings

KEY = "sk-not-for-any-eyes"
REQUEST = ChatRequest(
    prompt="story-1", instructions="Write it.", material="[1] The bridge reopened.", schema='{"type":"object"}', most_tokens=100
)
PLAIN = replace(REQUEST, schema="")


def ask(server: ChatServer, request: ChatRequest = REQUEST, **settings: Any) -> ChatReply:
    """One question; pauses between tries are left out."""
    return OpenAiCompatible(Settings(chat_url=server.url, chat_name="test", **settings), pause=lambda seconds: None).reply(
        request
    )


def refused(answers: Answers, request: ChatRequest = REQUEST, **settings: Any) -> ChatError:
    with ChatServer(answers) as server, pytest.raises(ChatError) as error:
        ask(server, request, **settings)
    assert "\n" not in str(error.value)
    return error.value


def test_answer_comes_with_what_the_server_counted() -> None:
    with ChatServer('{"story": []}') as server:
        reply = ask(server)
    assert (reply.text, reply.model, reply.input_tokens, reply.output_tokens) == ('{"story": []}', "test", 100, 50)
    assert not reply.is_cut and reply.seconds > 0


def test_question_is_as_exact_as_the_server_lets_it_be() -> None:
    with ChatServer() as server:
        ask(server)
    body = server.asked[0].body
    assert (server.asked[0].instructions, server.asked[0].material) == ("Write it.", "[1] The bridge reopened.")
    assert (body["temperature"], body["max_tokens"], body["stream"]) == (0, 100, True)
    assert server.asked[0].schema == {"type": "object"} and body["response_format"]["json_schema"]["strict"]


def test_half_a_character_of_a_source_does_no_harm() -> None:
    with ChatServer() as server:
        ask(server, replace(REQUEST, material="half \ud800 a character"))
    assert server.asked[0].material == "half ? a character"


@pytest.mark.parametrize("field", ["json_schema", "response_format", "seed", "stream_options", "temperature", "max_tokens"])
def test_field_that_the_server_refuses_is_left_out_from_then_on(field: str) -> None:
    with ChatServer(refuses=[field]) as server:
        model = OpenAiCompatible(Settings(chat_url=server.url, chat_name="test"))
        assert model.reply(REQUEST).text == "{}"
        needed = len(server.asked)
        assert model.reply(REQUEST).text == "{}"
    assert len(server.asked) == needed + 1
    body = server.asked[-1].body
    assert field not in body and body.get("response_format", {}).get("type") != field
    assert field == "max_tokens" or body["max_tokens"] == 100
    assert field != "max_tokens" or body["max_completion_tokens"] == 100


def test_server_that_refuses_everything_is_asked_plainly_and_the_answer_still_ends() -> None:
    fields = ["response_format", "seed", "stream_options", "temperature", "max_tokens", "max_completion_tokens"]
    with ChatServer(Answer(text='{"a": "', endless=True), refuses=fields) as server:
        reply = ask(server)
    assert reply.is_cut and set(server.asked[-1].body) == {"model", "messages", "stream"}


def test_server_that_refuses_without_a_word_is_asked_plainly() -> None:
    with ChatServer(lambda asked: "{}" if "seed" not in asked.body else Answer(status=400, body=b"bad request")) as server:
        assert ask(server).text == "{}"
    assert len(server.asked) == 2 and "one JSON object" in server.asked[1].instructions


def test_model_without_a_place_for_instructions_gets_them_with_the_material() -> None:
    no_system = Answer(status=400, text="System role not supported")
    with ChatServer(lambda asked: no_system if asked.instructions else "{}") as server:
        assert ask(server).text == "{}"
    assert server.asked[-1].material == "Write it.\n\n[1] The bridge reopened."


def test_words_without_an_object_are_asked_for_once_more() -> None:
    with ChatServer(["Certainly! Here is a story.", "{}"]) as server:
        reply = ask(server)
    assert (reply.text, reply.input_tokens, reply.output_tokens) == ("{}", 200, 100)
    assert "nothing else" in server.asked[1].instructions and "nothing else" not in server.asked[0].instructions


def test_plain_words_are_taken_where_no_form_is_asked_for() -> None:
    with ChatServer("Certainly.") as server:
        assert ask(server, PLAIN).text == "Certainly."
    assert "response_format" not in server.asked[0].body


def test_server_that_does_not_count_is_counted_for() -> None:
    with ChatServer(Answer(text="{}" + " " * 398, tokens=None)) as server:
        reply = ask(server)
    assert reply.output_tokens == 100
    assert reply.input_tokens == len("Write it.[1] The bridge reopened.") // 4 + 1


def test_answer_in_one_piece_is_read_as_well() -> None:
    body = (
        b'{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":4}}'
    )
    with ChatServer(Answer(body=body, media_type="application/json; charset=utf-8")) as server:
        reply = ask(server)
    assert (reply.text, reply.input_tokens, reply.output_tokens, reply.is_cut) == ("{}", 3, 4, False)


# --- answers without an end, or that break off ------------------------------------------------------------------------


def test_endless_answer_is_cut_where_it_should_have_ended() -> None:
    with ChatServer(Answer(text="word " * 20, endless=True)) as server:
        reply = ask(server, PLAIN)
    assert reply.is_cut and 0 < len(reply.text) <= 8 * 100 + 12


def test_endless_line_is_cut() -> None:
    line = b'data: {"choices":[{"delta":{"content":"' + b"a" * 20_000_000
    assert "nothing" in refused(Answer(body=line), PLAIN).reason


@pytest.mark.parametrize("answer", [Answer(text="word " * 20, dies_after=3), Answer(text="word " * 20, finish="length")])
def test_answer_that_breaks_off_is_handed_on_as_cut(answer: Answer) -> None:
    with ChatServer(answer) as server:
        reply = ask(server, PLAIN)
    assert reply.is_cut and reply.text.startswith("word word") and len(server.asked) == 1


def test_question_that_may_have_been_heard_is_not_asked_twice() -> None:
    with ChatServer([Answer(text="{}", dies_after=0), "{}"]) as server, pytest.raises(ChatError, match="broke") as error:
        ask(server)
    assert len(server.asked) == 1 and error.value.tokens is None


@pytest.mark.parametrize(
    "answer", [Answer(text="{}", pause=30), Answer(text="{}", pings=100, pause=0.2)], ids=["mute", "pings"]
)
def test_silent_server_is_given_up(answer: Answer) -> None:
    began = time.monotonic()
    error = refused(answer, chat_timeout=0.5)
    assert "0.5 seconds" in error.reason and "chat_timeout" in error.remedy and error.tokens is None
    assert time.monotonic() - began < 5


def test_slow_answer_is_waited_for_as_long_as_there_are_words() -> None:
    with ChatServer(Answer(text="word " * 12, pause=0.25)) as server:
        assert not ask(server, PLAIN, chat_timeout=0.8).is_cut


def test_stopping_closes_the_connection_at_once() -> None:
    code = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); from groundwire.chat_models.openai_compatible import OpenAiCompatible as M; "
        "from groundwire.model import ChatRequest; from groundwire.settings import Settings; "
        "M(Settings(chat_url=sys.argv[1], chat_name='test')).reply(ChatRequest(prompt='p', instructions='i', material='m'))"
    )
    with ChatServer(Answer(text="word " * 400, pause=0.05)) as server:
        process = subprocess.Popen([sys.executable, "-c", code, server.url], stderr=subprocess.PIPE, text=True)
        while not server.asked:
            time.sleep(0.02)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=30)
    assert error.rstrip().endswith("KeyboardInterrupt")


# --- what may pass, and what does not ---------------------------------------------------------------------------------


def pauses_of(answers: Answers) -> tuple[list[float], ChatReply | ChatError]:
    waited: list[float] = []
    with ChatServer(answers) as server:
        model = OpenAiCompatible(Settings(chat_url=server.url, chat_name="test"), pause=waited.append)
        try:
            return waited, model.reply(REQUEST)
        except ChatError as error:
            return waited, error


def test_busy_server_is_asked_again_after_a_growing_pause() -> None:
    waited, reply = pauses_of([Answer(status=429, text="slow down"), Answer(status=503, text="busy"), "{}"])
    assert isinstance(reply, ChatReply)
    assert 0.5 <= waited[0] <= 1 and 1 <= waited[1] <= 2


@pytest.mark.parametrize(("told", "least", "most"), [("3", 3, 3), ("Wed, 21 Oct 2015 07:28:00 GMT", 0, 0), ("soon", 0.5, 1)])
def test_pause_that_the_server_asks_for_is_kept(told: str, least: float, most: float) -> None:
    waited, reply = pauses_of([Answer(status=429, text="slow down", headers={"Retry-After": told}), "{}"])
    assert isinstance(reply, ChatReply) and least <= waited[0] <= most


def test_server_that_asks_for_too_long_a_pause_is_given_up() -> None:
    waited, error = pauses_of([Answer(status=429, text="slow down", headers={"Retry-After": "3600"}), "{}"])
    assert isinstance(error, ChatError) and not waited


def test_server_that_goes_on_failing_is_given_up() -> None:
    waited, error = pauses_of(Answer(status=500, text="boom"))
    assert isinstance(error, ChatError) and len(waited) == 2 and "500 (“boom”)" in error.reason and error.tokens == (0, 0)


TOO_LONG = (
    "This model's maximum context length is 4096 tokens. However, your messages resulted in 5000 tokens.",
    "the request exceeds the available context size. try increasing the context size or enable context shift",
    "prompt is too long: 210000 tokens > 200000 maximum",
    "The input token count (9000) exceeds the maximum number of tokens allowed (8192).",
    "'max_tokens' is too large: 100. This model's maximum context length is 2048 tokens and your request has 2000 input tokens.",
    "Requested tokens (700) exceed context window of 512",
)


@pytest.mark.parametrize("said", TOO_LONG)
def test_question_that_does_not_fit_is_told_apart(said: str) -> None:
    assert isinstance(refused(Answer(status=400, text=said)), RequestTooLong)


def test_question_that_does_not_fit_is_told_apart_in_a_stream_too() -> None:
    assert isinstance(refused(Answer(body=b'data: {"error": {"message": "context length exceeded"}}\n\n')), RequestTooLong)


@pytest.mark.parametrize(
    ("answers", "reason", "remedy"),
    [
        (Answer(status=402, text="Payment Required"), "no credit", "account"),
        (Answer(status=429, text="You exceeded your quota [insufficient_quota]"), "no credit", "account"),
        (Answer(status=404, text="Not Found"), "nothing at http", "chat_url"),
        (Answer(status=404, text="model 'test' not found, try pulling it first"), "no model of that name", "chat_name"),
        (Answer(status=400, text="The model `test` does not exist"), "no model of that name", "chat_name"),
        (Answer(status=404, text="models/test is not found for API version v1main"), "no model of that name", "chat_name"),
        (Answer(status=400, text="API key not valid. Please pass a valid API key."), "wants a key", "GROUNDWIRE_CHAT_KEY"),
        (Answer(status=307, headers={"Location": "http://127.0.0.1:1/"}), "redirect", "chat_url"),
        (Answer(body=b"<html>", media_type="text/html"), "answers with text/html", "chat_url"),
        (Answer(body=b"[1]", media_type="application/json"), "without an answer", "chat_url"),
        (Answer(status=418, text="teapot"), "418 (“teapot”)", "manual"),
        ("no object", "without a JSON object", "model"),
        ('{"half": ', "without a JSON object", "model"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_remedy(answers: Answers, reason: str, remedy: str) -> None:
    error = refused(answers)
    assert reason in error.reason and remedy in error.remedy


def test_answer_that_cannot_be_used_is_paid_for_all_the_same() -> None:
    assert refused("no object").tokens == (200, 100)
    assert refused("", PLAIN).tokens == (100, 50)


def test_server_that_is_not_there() -> None:
    model = OpenAiCompatible(Settings(chat_url="http://127.0.0.1:9/v1", chat_name="test"), pause=lambda seconds: None)
    with pytest.raises(ChatError, match="cannot be reached; start the server") as error:
        model.reply(REQUEST)
    assert error.value.tokens == (0, 0)


# --- addresses and keys -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "name", "told"),
    [
        ("", "test", "chat_url"),
        ("localhost:11434", "test", "chat_url"),
        ("ftp://localhost/v1", "test", "chat_url"),
        ("http://", "test", "chat_url"),
        ("http://localhost:99999999/v1", "test", "chat_url"),
        (f"http://user:{KEY}@localhost/v1", "test", "GROUNDWIRE_CHAT_KEY"),
        (f"http://localhost/v1?key={KEY}", "test", "GROUNDWIRE_CHAT_KEY"),
        ("http://localhost/v1", "", "chat_name"),
    ],
)
def test_wrong_setting_is_named_and_a_secret_in_it_is_not_repeated(url: str, name: str, told: str) -> None:
    with pytest.raises(SettingsError, match=told) as error:
        OpenAiCompatible(Settings(chat_url=url, chat_name=name))
    assert KEY not in str(error.value)


def test_key_goes_where_the_server_wants_it_and_nothing_of_the_environment_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_ADMIN_KEY"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with ChatServer(key=KEY) as server:
        ask(server, chat_key=f"{KEY}\n")
        OpenAiCompatible(Settings(chat_url=f"{server.url}?api-version=2024-10-21", chat_name="test", chat_key=KEY)).reply(
            REQUEST
        )
    usual, azure = server.asked
    assert usual.headers["authorization"] == f"Bearer {KEY}" and "api-key" not in usual.headers
    assert azure.headers["api-key"] == KEY and "authorization" not in azure.headers
    assert azure.query == {"api-version": "2024-10-21"} and azure.path == "/v1/chat/completions"
    assert not [asked for asked in server.asked if "from-the-environment" in str(asked.headers)]


def test_server_without_a_key_gets_none() -> None:
    with ChatServer() as server:
        ask(server)
    assert "authorization" not in server.asked[0].headers


def test_wrong_key_is_told_without_the_key() -> None:
    with (
        ChatServer(key="another") as server,
        pytest.raises(ChatError, match="does not take the key; set GROUNDWIRE_CHAT_KEY") as error,
    ):
        ask(server, chat_key=KEY)
    assert KEY not in str(error.value) and error.value.__cause__ is None and error.value.__suppress_context__


@pytest.mark.parametrize("status", [400, 418, 500])
def test_server_that_repeats_the_key_is_not_repeated(status: int) -> None:
    error = refused(Answer(status=status, text=f"what is this {KEY}?"), chat_key=KEY)
    assert KEY not in str(error) and "[key]" in str(error)


@pytest.mark.parametrize("key", [f"{KEY}’", f"{KEY}\nX-More: 1", f"{KEY} {KEY}"])
def test_key_that_is_no_key_is_told_and_not_repeated(key: str) -> None:
    with pytest.raises(SettingsError, match="chat_key: holds characters that no key has") as error:
        OpenAiCompatible(Settings(chat_url="http://localhost/v1", chat_name="test", chat_key=key))
    assert KEY not in str(error.value)


def test_key_is_in_no_settings_that_are_shown() -> None:
    assert KEY not in repr(Settings(chat_key=KEY))


def test_whole_address_of_the_question_is_taken_too() -> None:
    with ChatServer() as server:
        OpenAiCompatible(Settings(chat_url=f"{server.url}/chat/completions", chat_name="test")).reply(REQUEST)
    assert re.fullmatch(r"/v1/chat/completions", server.asked[0].path)
