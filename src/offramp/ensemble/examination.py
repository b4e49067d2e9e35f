"""What came of examining mechanisms and links: as data, as text, as Markdown."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offramp.ensemble.examine import (
    LINK_VERDICTS,
    MECHANISM_VERDICTS,
    Expected,
    Finding,
    LinkFinding,
    MechanismFinding,
)
from offramp.ensemble.lines import WIDTH, markdown, prose
from offramp.ensemble.saying import UNVALIDATED, as_told, of_100, say_difference, say_level
from offramp.ensemble.trial import Trial


@dataclass(frozen=True)
class Examination:
    """What mechanisms do when they are switched off, and links when there is more of the cause.

    Attributes:
        scenario: id, title and limits.
        members: futures on each side.
        seed: of the ensemble.
        sets: findings by the name of the assumption set; `as it is` for the scenario itself.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    members: int
    seed: int
    sets: Mapping[str, tuple[Finding, ...]]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "members": self.members,
            "seed": self.seed,
            "complete": self.complete,
            "about": _about(self),
            "sets": {
                name: {
                    "mechanisms": {one.id: one.to_dict() for one in _mechanisms(found)},
                    "links": {one.id: one.to_dict() for one in _links(found)},
                    "counts": {
                        "mechanisms": _count(_mechanisms(found)),
                        "links": _count(_links(found)),
                    },
                }
                for name, found in self.sets.items()
            },
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        found = [self.scenario["title"], *prose(_about(self), width)]
        for name, one in self.sets.items():
            if len(self.sets) > 1:
                found += ["", f"== Assumption set: {name}"]
            found += _text(one, self.members, width)
        return [*found, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def markdown(self) -> str:
        """Return everything as a Markdown text."""
        found = [f"# {self.scenario['title']}: mechanisms and links tried", "", _about(self)]
        for name, one in self.sets.items():
            if len(self.sets) > 1:
                found += ["", f"## Assumption set: {name}"]
            found += _marked(one, self.members)
        return "\n".join([*found, "", f"Given these assumptions. {self.scenario['limits']}", ""])

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def _about(found: Examination) -> str:
    cut = "" if found.complete else "STOPPED EARLY: only what was finished is shown. "
    return (
        f"{cut}The same {found.members:,} futures (seed {found.seed}) on both sides. This tests "
        "what the scenario's assumptions imply and whether that is what was expected when they "
        "were written, not who is right about the world. Of things that do nothing, about 1 in 20 "
        "seems to do something at 95 %. Up/down/same: futures in 100 in which it is higher, "
        "lower, unchanged on the second side."
    )


def _mechanisms(found: tuple[Finding, ...]) -> list[MechanismFinding]:
    return [one for one in found if isinstance(one, MechanismFinding)]


def _links(found: tuple[Finding, ...]) -> list[LinkFinding]:
    return [one for one in found if isinstance(one, LinkFinding)]


def _count(found: list[MechanismFinding] | list[LinkFinding]) -> dict[str, int]:
    counts = Counter(one.verdict for one in found)
    order = (*MECHANISM_VERDICTS, *LINK_VERDICTS)
    return {verdict: counts[verdict] for verdict in order if counts[verdict]}


def _counted(found: list[MechanismFinding] | list[LinkFinding], what: str) -> str:
    """Return the counts in a sentence."""
    parts = [f"{count} {verdict}" for verdict, count in _count(found).items()]
    return f"Of {len(found)} {what}: {', '.join(parts)}."


def _text(found: tuple[Finding, ...], members: int, width: int) -> list[str]:
    """Return the findings of one assumption set."""
    lines: list[str] = []
    for what, ones in (("Mechanisms, on -> off", _mechanisms(found)), (_LINKS, _links(found))):
        lines += ["", what] if ones else []
        for one in ones:
            lines += ["", *_heading(one, width), *_numbers(_rows(one, members), width)]
            lines += prose(_signs(one), width, indent=2) if isinstance(one, LinkFinding) else []
    lines.append("")
    for what, some in (("mechanisms", _mechanisms(found)), ("links", _links(found))):
        lines += prose(_counted(some, what), width) if some else []
    return lines


_LINKS = "Links, less of the cause -> more of it"


def _heading(one: Finding, width: int) -> list[str]:
    return [
        *_beside(f"{one.id}  {_title(one)}", f"[{one.verdict}]", width),
        *prose(_claim(one), width, indent=2),
    ]


def _beside(text: str, word: str, width: int, indent: int = 0) -> list[str]:
    """Return text with a word at the right end of its last line, if it fits there."""
    lines = prose(text, width, indent, hang=2)
    room = width - len(lines[-1]) - len(word)
    return [*lines[:-1], lines[-1] + " " * room + word] if room > 1 else [*lines, word.rjust(width)]


def _title(one: Finding) -> str:
    if isinstance(one, MechanismFinding):
        return one.mechanism.title
    return f"{one.link.cause} -> {one.link.effect}"


def _claim(one: Finding) -> str:
    item = one.mechanism if isinstance(one, MechanismFinding) else one.link
    said = f"claimed by {item.claimed_by}" + (f" ({item.certainty})" if item.certainty else "")
    disputed = f"; disputed by {item.disputed_by}" if item.disputed_by else ""
    sign = f"sign {one.link.sign}, " if isinstance(one, LinkFinding) else ""
    return f"{sign}{said}{disputed}"


def _signs(one: LinkFinding) -> str:
    share = one.trial.move.up_of_moved if one.trial else None
    if share is None or one.trial is None:
        return "No future moved." if one.trial else "Not assessed."
    middle, low, high = (f"{end:.2f}" for end in share)
    return f"Of the {one.trial.move.moved:,} futures that moved, up in {middle} ({low} to {high})."


def _numbers(rows: list[list[str]], width: int) -> list[str]:
    """Return each row on two lines: what was read with its verdict, then the numbers."""
    if not rows:
        return []
    head, *rest = rows
    lines = [_columns(head)]
    for label, *cells, verdict in rest:
        lines += [*_beside(label, verdict, width, indent=2), _columns(["", *cells])]
    return lines


_WIDTHS = (15, 15, 29, 13)


def _columns(cells: list[str]) -> str:
    """Return numbers under one another."""
    shown = [cell.rjust(size) for cell, size in zip(cells[1:], _WIDTHS, strict=False)]
    return f"  {' '.join(shown)}".rstrip()


def _rows(one: Finding, members: int) -> list[list[str]]:
    """Return the table of a finding, heading first; nothing where nothing was read."""
    if isinstance(one, LinkFinding):
        trials = [_row(one.trial, members, "")] if one.trial else []
        sides = ("less", "more")
    else:
        trials = [_row(each.trial, members, _against(each)) for each in one.expected]
        trials += [_row(each, members, _beyond(each)) for each in one.others]
        sides = ("on", "off")
    return [["", *sides, "difference (95 %)", "up/down/same", ""], *trials] if trials else []


def _against(one: Expected) -> str:
    return f"expected {one.expected}: {one.verdict}"


def _beyond(one: Trial) -> str:
    return "(moved too)" if one.move.way in {"up", "down"} else "(can't say)"


def _row(one: Trial, members: int, verdict: str) -> list[str]:
    read = as_told(one.read, (one.base, one.other), members)
    label = f"{read.label} ({UNVALIDATED})" if read.kind == "range" else read.label
    sides = (say_level(read, side, members, interval=False) for side in (one.base, one.other))
    return [label, *sides, say_difference(read, one.move), of_100(one.move), verdict]


def _marked(found: tuple[Finding, ...], members: int) -> list[str]:
    lines: list[str] = []
    for what, ones in (("Mechanisms", _mechanisms(found)), ("Links", _links(found))):
        if not ones:
            continue
        sides = ("on", "off") if what == "Mechanisms" else ("less", "more")
        name = "Mechanism" if what == "Mechanisms" else "Link (claimed sign)"
        head = [
            name,
            "Read",
            *sides,
            "Difference (95 %)",
            "Up/down/same",
            "Up, of moved",
            "Verdict",
        ]
        rows = [head]
        for one in ones:
            rows += _marked_rows(one, members)
        lines += ["", f"### {what}", "", *markdown(rows), "", _counted(ones, what.lower())]
    return lines


def _marked_rows(one: Finding, members: int) -> list[list[str]]:
    title = f"{one.id} {_title(one)}"
    if isinstance(one, LinkFinding):
        title += f" ({one.link.sign}, {one.link.claimed_by})"
    rows = _rows(one, members)[1:]
    if not rows:
        return [[title, "-", "", "", "", "", "", one.verdict]]
    share = ""
    if isinstance(one, LinkFinding) and one.trial and (found := one.trial.move.up_of_moved):
        share = f"{found[0]:.2f} ({found[1]:.2f} to {found[2]:.2f})"
    return [
        [title if not n else "", *row[:5], share, row[5] or one.verdict]
        for n, row in enumerate(rows)
    ]
