"""Files that a verb writes beside its answer: looked at before any work, written after it."""

from pathlib import Path

import typer

from offramp.results.errors import WrongQuestionError
from offramp.results.picture_file import picture_path


def check_picture(path: Path | None) -> None:
    """Refuse a picture of an unknown kind, or in no folder.

    Raises:
        BadParameter: saying which.
    """
    if path is not None:
        try:
            picture_path(path)
        except WrongQuestionError as error:
            raise typer.BadParameter(str(error), param_hint="--picture") from None
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
