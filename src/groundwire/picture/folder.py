"""A folder of pictures: every file that can be read, in the order of their names, and a reason for every one that cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from groundwire.errors import InputError, UnreadablePicture, UsageError
from groundwire.files import find_files, read_file, shown, stay_inside
from groundwire.model import Picture, digest
from groundwire.picture.file import SUFFIXES, is_whole, read_picture
from groundwire.picture.sidecar import SUFFIX, UnreadableSidecar, read_sidecar
from groundwire.picture.told import Told
from groundwire.settings import Settings

_SIDECAR_BYTES = 100_000


class PictureFolder:
    """The pictures in a folder and below it. Files are read when they are asked for; what cannot be used is told to ``warn``."""

    def __init__(
        self, folder: Path, settings: Settings, warn: Callable[[str], None], progress: Callable[[str, int, int], None]
    ) -> None:
        """Raises ``UsageError`` where there is no such folder."""
        if not folder.is_dir():
            raise UsageError(f"--pictures {folder}: is no folder; name a folder of pictures")
        self._folder, self._settings, self._warn, self._progress = folder, settings, warn, progress

    def find(self) -> tuple[Picture, ...]:
        """Every picture that can be read, without its bytes; of identical files the first."""
        most = self._settings.max_pictures
        # Half of the files may be sidecars, and other things lie about in folders.
        files, has_more = find_files(self._folder, 3 * most, self._warn)
        paths = [path for path in files if path.suffix.lower() in SUFFIXES]
        if has_more or len(paths) > most:
            self._warn(f"{self._folder}: only the first {most:,} pictures were looked at; raise max_pictures for more")
        found: dict[str, Picture] = {}
        home = self._folder.resolve()
        for number, path in enumerate(paths[:most]):
            self._progress("pictures", number, len(paths[:most]))
            try:
                stay_inside(path, home)
                picture = self._read(path)
            except InputError as error:
                self._warn(f"picture left out: {error}")
                continue
            found.setdefault(picture.id, picture)
        return tuple(found.values())

    def fetch(self, picture: Picture) -> bytes:
        """The file's bytes as they are. Raises ``UnreadablePicture`` where they cannot be drawn to the end, or have changed since."""
        path = self._folder / picture.path
        data = read_file(path, self._settings.max_picture_bytes, "export it smaller").data
        if digest(data) != picture.id:
            raise UnreadablePicture(picture.path, "has changed since it was looked at", "run it again")
        if not is_whole(data):
            raise UnreadablePicture(picture.path, "breaks off before its end", "export it anew")
        return data

    def _read(self, path: Path) -> Picture:
        name = path.relative_to(self._folder).as_posix()
        if not name.isprintable():
            raise UnreadablePicture(shown(name), "has a name that cannot be printed", "rename it")
        data = read_file(path, self._settings.max_picture_bytes, "export it smaller or raise max_picture_bytes").data
        return read_picture(data, name, self._sidecar(path))

    def _sidecar(self, path: Path) -> Told:
        beside = path.with_name(path.name + SUFFIX)
        if not beside.is_file():
            return Told()
        stay_inside(beside, self._folder.resolve())
        try:
            return read_sidecar(read_file(beside, _SIDECAR_BYTES, "a sidecar holds a few lines").data)
        except UnreadableSidecar as error:
            raise UnreadablePicture(shown(str(beside)), str(error), "mend it or take it away") from error
