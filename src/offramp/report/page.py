"""The page as one file: what it shows is put into the page that the front end was built to.

Nothing of a scenario can leave the data: every sign that could end the element, or a line of
JavaScript, is written as an escape of JSON.
"""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from offramp.report.picture.picture import Picture
from offramp.results.errors import writing
from offramp.results.folder import write_whole

BEFORE, NOTHING, AFTER = '<script type="application/json" id="picture">', "null", "</script>"
"""The element of the data, as the front end leaves it."""
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@lru_cache(maxsize=1)
def page_without_run() -> str:
    """Return the page without data: it asks the server that it came from."""
    return files("offramp").joinpath("report", "page.html").read_text(encoding="utf-8")


def page(picture: Picture) -> str:
    """Return the page of a run, as one file that needs no other.

    Args:
        picture: what it shows.
    """
    head, mark, tail = page_without_run().partition(BEFORE + NOTHING + AFTER)
    data = picture.model_dump_json().translate(_ESCAPES)
    return f"{head}{mark[: len(BEFORE)]}{data}{AFTER}{tail}"


def write_page(picture: Picture, path: Path) -> None:
    """Write the page of a run, whole or not at all.

    Args:
        picture: what it shows.
        path: of the file; it is replaced if it exists.

    Raises:
        RunError: if it cannot be written.
    """
    text = page(picture)
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
