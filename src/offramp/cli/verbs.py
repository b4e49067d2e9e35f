"""How verbs are hung up: alike in help, and guarded against ending in a traceback."""

from collections.abc import Callable

import typer

from offramp.cli.failures import guarded

Verbs = dict[str, tuple[Callable[..., None], str]]
"""Each verb with its function, and the example that ends its help."""


def group(text: str | None = None) -> typer.Typer:
    """Return an empty group of verbs.

    Args:
        text: its help, if its callback does not give one.
    """
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    if text is not None:  # given as None, it would hide that of the callback
        app.info.help = text
    return app


def add_verbs(app: typer.Typer, verbs: Verbs) -> None:
    """Add verbs to a group, each with its example."""
    for verb, (command, example) in verbs.items():
        shown = "".join(f"\n  {line}" for line in example.strip().splitlines())
        app.command(verb, epilog=f"\b\nExample:{shown}")(guarded(command))
