"""What a run says of itself where it is printed, or shown in a notebook."""

from datetime import date
from html import escape
from pathlib import Path

from offramp.results.html import cases_table
from offramp.results.manifest import Manifest, versions
from offramp.results.request import BITS
from offramp.results.words import day_words


def notices(about: Manifest) -> list[str]:
    """Return what to know before using a run: versions other than those that are installed."""
    here = versions()
    others = [
        f"{name} {was} (here {here[name]})"
        for name, was in about.versions.items()
        if name in BITS and was != here[name]
    ]
    if not others:
        return []
    return [f"made with {', '.join(others)}: running it again may give other bits"]


def as_text(about: Manifest, path: Path) -> str:
    """Return what a run says of itself on a terminal."""
    return "\n".join(_lines(about, path))


def as_html(about: Manifest, path: Path) -> str:
    """Return what a run says of itself in a notebook, with the answers to its questions."""
    head, *rest = (escape(line.strip()) for line in _lines(about, path))
    lines = "<br>".join(rest)
    return f"<div><strong>{head}</strong><br>{lines}{cases_table(about.summary)}</div>"


def _lines(about: Manifest, path: Path) -> list[str]:
    last = "" if about.complete else f" of {about.member_range[1] - about.member_range[0]:,}"
    start, as_of = (day_words(date.fromisoformat(day)) for day in (about.start, about.as_of))
    return [
        f"Run of {about.scenario['title']}",
        f"  {about.members:,}{last} futures of {about.days} days from {start}, "
        f"as of {as_of}, seed {about.seed}",
        f"  {'complete' if about.complete else 'stopped before its end'}, in {path}",
        *(f"  {notice}" for notice in notices(about)),
        "  ask it for .summary, .quantiles, .series, .events, .explain()",
    ]
