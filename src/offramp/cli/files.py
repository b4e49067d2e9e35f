"""Files that a verb writes beside its answer: looked at before any work, written after it."""

from pathlib import Path

import typer

PICTURES = (".svg", ".png", ".pdf")
"""Endings of a picture."""


def check_picture(path: Path | None) -> None:
    """Refuse a picture of an unknown kind, or in no folder.

    Raises:
        BadParameter: saying which.
    """
    if path is not None and path.suffix.lower() not in PICTURES:
        msg = f"{path} is no picture: let its name end in .svg or .png"
        raise typer.BadParameter(msg, param_hint="--picture")
    check_folder(path, "--picture", "draw")


def check_folder(path: Path | None, option: str, verb: str) -> None:
    """Refuse a file in a folder that is not there.

    Args:
        path: of the file; None where the option is left out.
        option: its name.
        verb: what is done in that folder.

    Raises:
        BadParameter: naming the folder.
    """
    if path is not None and not path.absolute().parent.is_dir():
        msg = f"there is no folder {path.parent} to {verb} {path.name} in"
        raise typer.BadParameter(msg, param_hint=option)
