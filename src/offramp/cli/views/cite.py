"""Sources as a list to be read: each with what rests on it, and how it was verified."""

from typing import TYPE_CHECKING

from offramp.cli.screen.lines import Lines, prose

if TYPE_CHECKING:
    from offramp.results.citations import Citation, Citations

INDENT = 4
"""Blanks before what is said of a source."""


def view(found: "Citations", width: int) -> Lines:
    """Return the lines of a list of sources.

    Args:
        found: that are shown.
        width: columns in all.
    """
    lines = [line for text in found.head() for line in prose(text, width, indent=0)]
    lines += prose(
        "Grade: A reliable to F cannot be judged, 1 confirmed to 6 cannot be judged.",
        width,
        indent=0,
    )
    for one in found.citations:
        lines += ["", *_citation(one, width)]
    return lines


def _citation(one: "Citation", width: int) -> Lines:
    source = one.source
    about = ". ".join(
        part.rstrip(".") for part in (source.title, source.publisher, source.date) if part
    )
    lines = prose(f"{one.id}  {about}.", width, indent=0, hang=INDENT)
    if source.url:
        lines.append(" " * INDENT + source.url)
    lines += prose(f"rests on it: {one.counts}", width, INDENT, hang=2)
    told = f"grade {source.grade}; verified: {source.verified.rstrip('.')}"
    lines += prose(told, width, INDENT, hang=2)
    if source.licence:
        lines += prose(f"terms: {source.licence.rstrip('.')}", width, INDENT, hang=2)
    return lines
