"""The text of every file read, checked and kept for showing the lines that are wrong."""

import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path

from offramp.model.problems import Location, Problem, did_you_mean
from offramp.reading.nodes import Scalar

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Characters that no editor shows; some split lines, others command a terminal."""

LINE_END = re.compile(r"\r\n|\r|\n")


class SourceText(Mapping[str, str]):
    """Texts by the short name of their file."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __getitem__(self, file: str) -> str:
        return self._texts[file]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def load(
        self,
        path: Traversable,
        file: str,
        limit: int,
        problems: list[Problem],
        asked: Scalar | None = None,
    ) -> str | None:
        """Read a file and keep its text.

        Args:
            path: Where it is.
            file: Short name by which people know it.
            limit: Most bytes it may have.
            problems: What is wrong is added to these.
            asked: The value that names it, if one does: a missing file is shown there.

        Returns:
            Its text, or None if it cannot be used.
        """
        where, length = (asked.where, asked.length) if asked else (None, 1)
        try:
            if not path.is_file():
                message = f'there is no file "{file}"'
                problems.append(Problem("missing-file", message, _near(path), where, length))
                return None
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            message = f'"{file}" cannot be read: {error}'
            problems.append(Problem("missing-file", message, "", where, length))
            return None
        if len(data) > limit:
            message = f'"{file}" is larger than {limit / 2**20:.3g} MB'
            hint = "split it, or leave out what no run reads"
            problems.append(Problem("too-large", message, hint, Location(file, 1, 1)))
            return None
        text = decode(data, file, problems)
        if text is not None:
            self._texts[file] = text
        return text


def _near(path: Traversable) -> str:
    """Return a hint with the file beside a missing one that is named most like it."""
    folder = path.parent if isinstance(path, Path) else None
    if folder is None or not folder.is_dir():
        return ""
    return did_you_mean(path.name, sorted(other.name for other in folder.iterdir()))


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """Return bytes as text if they are UTF-8 without unseen characters, else add a problem."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        where = Location(file, 1, 1)
        problems.append(Problem("bad-text", "is UTF-16", "save it as UTF-8", where))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig")
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        problems.append(Problem("bad-text", message, "save it as UTF-8", place(file, before)))
        return None
    found = UNSEEN.search(text)
    if found:
        message = f"unseen character U+{ord(found[0]):04X}"
        where = place(file, text[: found.start()])
        problems.append(Problem("bad-text", message, "delete it", where))
        return None
    return text


def place(file: str, before: str) -> Location:
    """Return the place that follows some text from the start of a file."""
    lines = LINE_END.split(before)
    return Location(file, len(lines), len(lines[-1]) + 1)
