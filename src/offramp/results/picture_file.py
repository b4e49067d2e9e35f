"""Pictures as files: of a known kind, the same bytes each time, whole or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from offramp.results.errors import WrongQuestionError
from offramp.results.folder import whole_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_DATE_FREE: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "png": {},
    "pdf": {"CreationDate": None},
}
"""What is left out of each kind of file, so that it says nothing of when it was drawn."""
_STYLE: dict[Any, Any] = {"svg.hashsalt": "offramp", "svg.fonttype": "none", "font.size": 9}
_DPI = 150


def picture_path(path: str | Path) -> Path:
    """Return the path of a picture.

    Raises:
        WrongQuestionError: if its ending is no kind of picture.
    """
    target = Path(path)
    if _kind(target) not in _DATE_FREE:
        msg = f"{target} is no picture: let its name end in .svg, .png or .pdf"
        raise WrongQuestionError(msg)
    return target


def draw_into(path: str | Path, figure: "Callable[[], Figure]") -> Path:
    """Draw a figure into a file, and return its path.

    Args:
        path: of the file; its ending says the kind.
        figure: makes the figure.

    Raises:
        WrongQuestionError: if the ending is no kind of picture.
        OSError: if the file cannot be written.
    """
    target = picture_path(path)
    import matplotlib as mpl

    with mpl.rc_context(_STYLE):
        made, kind = figure(), _kind(target)
        with whole_file(target) as unfinished:
            made.savefig(unfinished, format=kind, dpi=_DPI, metadata=_DATE_FREE[kind])
    return target


def _kind(path: Path) -> str:
    return path.suffix.lower().lstrip(".")
