"""A file to text: whether it is a table at all, before anything is read into it."""

from pathlib import Path

from offramp.importing.tables.findings import Findings
from offramp.model.problems import Location, Problem, did_you_mean
from offramp.reading.source_text import UNSEEN, decode
from offramp.reading.tables import LARGEST

MARKS = (
    (b"PK\x03\x04", "a spreadsheet or another packed file, not text"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file, not text"),
    (b"\x1f\x8b", "a packed file, not text"),
    (b"%PDF", "a PDF, not a table"),
)
"""How files begin that people take for tables."""
MARKUP = ("<", "{", "[")
"""How web pages and JSON begin."""
AS_CSV = "open it in your spreadsheet and save that sheet as CSV (UTF-8)"


def read_text(path: Path, found: Findings) -> str:
    """Return the text of a file of at most 20 MB; nothing, with a problem, if it is no table.

    A file that is too large is refused by its size, without being read.
    """
    first = Location(found.file, 1, 1)

    def refuse(code: str, message: str, hint: str) -> str:
        found.problems.append(Problem(code, message, hint, first))
        return ""

    try:
        if not path.is_file():
            what = "is a folder" if path.is_dir() else "there is no such file"
            near = _near(path)
            found.problems.append(Problem("missing-file", f'"{found.file}": {what}', near))
            return ""
        size = path.stat().st_size
        if size > LARGEST:
            message = f"is {size / 2**20:,.0f} MB; at most {LARGEST / 2**20:.0f} MB are read"
            return refuse("too-large", message, "keep the rows and columns that you need")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        message = f'"{found.file}" cannot be read: {error}'
        found.problems.append(Problem("missing-file", message))
        return ""
    if not data.strip():
        return refuse("empty-file", "this file is empty", "give one with a header and rows")
    for mark, what in MARKS:
        if data.startswith(mark):
            return refuse("not-a-table", f"is {what}", AS_CSV)
    text = decode(data, found.file, found.problems)
    if text is not None and text.lstrip().startswith(MARKUP):
        return refuse("not-a-table", "is a web page or JSON, not a table", "save it as CSV")
    return text or ""


def shown_text(path: Path) -> str:
    """Return the text of a file for showing its lines, whatever bytes are in it."""
    try:
        if path.stat().st_size > LARGEST:
            return ""
        data = path.read_bytes()
    except (OSError, ValueError):
        return ""
    if data.startswith(tuple(mark for mark, _ in MARKS)):
        return ""
    text = data.decode("utf-8-sig", errors="replace")
    return UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _near(path: Path) -> str:
    """Return a hint with the file beside a missing one that is named most like it."""
    folder = path.parent
    if not folder.is_dir():
        return ""
    return did_you_mean(path.name, sorted(other.name for other in folder.iterdir()))
