"""A picture as one self-contained HTML file.

Nothing of a scenario can leave the data: every sign that could end the element, or a line of
JavaScript, is written as an escape of JSON.
"""

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from offramp.report.picture.picture import Picture
from offramp.results.errors import RunError, writing_file
from offramp.results.folder import write_whole

PLACE = '<script type="application/json" id="picture">null</script>'
"""Where the data goes in the page as it is built."""
_ESCAPED = {character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
"""What could end the element or a line of a script, as JSON may write it too."""


def write_page(picture: Picture, path: Path) -> Path:
    """Write the page; its name never stands for half of it.

    Args:
        picture: what it shows.
        path: of the file; it is replaced if it exists.

    Returns:
        The path.

    Raises:
        RunError: if the file cannot be written.
    """
    with writing_file(path):
        write_whole(path, page(picture))
    return path


@lru_cache(maxsize=1)
def page_without_run() -> str:
    """Return the page without data: it asks the server that it came from."""
    return files("offramp.report").joinpath("page.html").read_text(encoding="utf-8")


def page(picture: Picture) -> str:
    """Return the page as text.

    Raises:
        RunError: if the installed page lacks the place for the data.
    """
    before, place, after = page_without_run().partition(PLACE)
    if not place:
        msg = "the page that was installed has no place for data: install offramp again"
        raise RunError(msg)
    return f"{before}{PLACE.replace('null', embedded(picture))}{after}"


def embedded(picture: Picture) -> str:
    """Return a picture as JSON that can stand inside HTML, whatever words it holds."""
    text = to_json(picture)
    for character, escaped in _ESCAPED.items():
        text = text.replace(character, escaped)
    return text


def to_json(picture: Picture) -> str:
    """Return a picture as JSON, in as few characters as there can be."""
    plain = _short(picture.model_dump(mode="json"))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _short(found: Any) -> Any:
    """Return plain data with whole numbers written as such."""
    if isinstance(found, float):
        return int(found) if found.is_integer() else found
    if isinstance(found, dict):
        return {key: _short(value) for key, value in found.items()}
    if isinstance(found, list):
        return [_short(value) for value in found]
    return found
