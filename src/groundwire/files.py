"""Files that somebody names, met with care: what lies in a folder, and the bytes of one file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from groundwire.errors import UnreadableSource
from groundwire.model import Raw


def find_files(folder: Path, most: int, warn: Callable[[str], None]) -> tuple[list[Path], bool]:
    """The files in ``folder`` and below it in order of their names, hidden ones left out, and whether there were more than ``most``."""
    found: list[Path] = []

    def skip(error: OSError) -> None:
        warn(f"{error.filename}: folder left out, it cannot be opened ({why(error)})")

    for place, folders, files in os.walk(folder, onerror=skip):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(place) / name for name in sorted(files) if not name.startswith(".")]
        if len(found) > most * 4:
            break
    found.sort(key=lambda path: path.parts)
    return found[:most], len(found) > most


def stay_inside(path: Path, home: Path) -> None:
    """Raise ``UnreadableSource`` for a link that leads out of the resolved folder ``home``."""
    if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(home):
        raise UnreadableSource(shown(str(path)), "points outside its folder", "name the file itself if it is meant")


def read_file(path: Path, limit: int, if_large: str) -> Raw:
    """The bytes of a regular file of at most ``limit`` bytes. Raises ``UnreadableSource`` for anything else; ``if_large`` says what to do
    about a larger one."""
    origin = shown(str(path))
    try:
        if path.is_symlink() and not path.exists():
            raise UnreadableSource(origin, "is a link that points to nothing", "name the file it should point to")
        # Not blocking: opening a pipe that nobody writes to would wait for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableSource(origin, "is no regular file but a device, a pipe or a folder", "name a file")
            if status.st_size > limit:
                raise too_large(origin, status.st_size, limit, if_large)
            data = file.read(limit + 1)
    except FileNotFoundError as error:
        raise UnreadableSource(origin, "no such file or folder", "check the name") from error
    except PermissionError as error:
        raise UnreadableSource(origin, "may not be opened", "give yourself the right to read it") from error
    except (OSError, ValueError) as error:
        raise UnreadableSource(origin, f"cannot be opened ({why(error)})", "check the name") from error
    if len(data) > limit:
        raise too_large(origin, len(data), limit, if_large)
    return Raw(data=data, origin=origin)


def too_large(origin: str, size: int, limit: int, remedy: str) -> UnreadableSource:
    """The error for something of ``size`` bytes where ``limit`` are read."""
    return UnreadableSource(origin, f"is too large: {size:,} bytes where {limit:,} are read", remedy)


def shown(name: str) -> str:
    """A name as it can be printed on one line: file names may hold line breaks and bytes that are no text."""
    return name if name.isprintable() else "".join(one if one.isprintable() else "\ufffd" for one in name)


def why(error: Exception) -> str:
    """What the system says went wrong, short and on one line."""
    return (getattr(error, "strerror", None) or " ".join(str(error).split())).lower()[:120]
