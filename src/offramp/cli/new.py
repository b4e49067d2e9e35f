"""`offramp new`: a small scenario to start from, which passes `offramp check`."""

import re
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
"""What a scenario may be called."""

EXAMPLE = """
offramp new my-crisis --title "A crisis of mine"
offramp check my-crisis
"""


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name: small letters, digits, `-`.")],
    folder: Annotated[
        Path, typer.Option("--dir", metavar="DIR", help="Folder in which to make it.")
    ] = Path(),
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="One line for people; made from NAME if absent.")
    ] = "",
) -> None:
    """Make a small scenario to start from.

    It is a folder NAME; nothing is overwritten, and `offramp check` finds no problem in it.
    """
    from offramp.cli.console import results
    from offramp.reading.home import library_folder

    if not NAME.fullmatch(name):
        msg = f'"{name}" is no name for a scenario: use small letters, digits and `-`'
        raise typer.BadParameter(msg, param_hint="NAME")
    target = folder / name
    if target.exists():
        msg = f"{target} is there already, and is left as it is: give another name or --dir"
        raise typer.BadParameter(msg, param_hint="NAME")
    words = " ".join(title.split()) or name.replace("-", " ").capitalize()
    _make(library_folder() / "templates" / "crisis", target, {"id": name, "title": words})
    console = results()
    console.print(f"Made {target}:", soft_wrap=True)
    for path in sorted(target.rglob("*")):
        if path.is_file():
            console.print(f"  {path.relative_to(target)}")
    console.print(f"Next: offramp check {target}", soft_wrap=True)


def _make(template: Traversable, target: Path, head: dict[str, str]) -> None:
    """Copy a template beside the target, put in its head, and give it its name last."""
    from tempfile import TemporaryDirectory

    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=target.parent) as workshop:
        made = Path(workshop) / target.name
        _copy(template, made)
        scenario = made / "scenario.yaml"
        text = _with_head(scenario.read_text(encoding="utf-8"), head)
        scenario.write_text(text, encoding="utf-8")
        made.rename(target)


def _copy(source: Traversable, target: Path) -> None:
    target.mkdir()
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, target / item.name)
        else:
            (target / item.name).write_bytes(item.read_bytes())


def _with_head(text: str, head: dict[str, str]) -> str:
    r"""Return the text of `scenario.yaml` with other values for keys of its head.

    They are written in double quotes, so that nothing in them is read as YAML.

    >>> _with_head("id: crisis\ntitle: One\n", {"title": 'No: "this"'})
    'id: crisis\ntitle: "No: \\"this\\""\n'
    """
    from json import dumps

    for key, value in head.items():
        line = f"{key}: {dumps(value, ensure_ascii=False)}"
        text = re.sub(rf"(?m)^{key}:.*$", lambda _, line=line: line, text, count=1)  # type: ignore[misc]
    return text
