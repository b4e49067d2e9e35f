"""The last responsible days of some off-ramps: as data, and as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offramp.ensemble.deadline import Decided, OffRamp, plain_benefit
from offramp.ensemble.lines import WIDTH, prose, table, widths_of
from offramp.ensemble.reads import Read
from offramp.ensemble.saying import UNVALIDATED, as_told, of_100, say_difference, say_level
from offramp.results.summary.numbers import figure
from offramp.results.words import day_words

_HEAD = ["Decided on", "averts, against never (95 %)", "more/less/same", "of first date", ""]
_RIGHT = [False, True, True, True, False]


@dataclass(frozen=True)
class Deadlines:
    """Until when deciding on each off-ramp still helps.

    Attributes:
        scenario: id, title and limits.
        members: futures of each variant.
        seed: of the ensemble.
        share: of what the first date averts that a later one must avert at least.
        sets: off-ramps by the name of the assumption set.
        complete: whether all that was asked is there; not so after an interrupt.
    """

    scenario: dict[str, str]
    members: int
    seed: int
    share: float
    sets: Mapping[str, tuple[OffRamp, ...]]
    complete: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold."""
        return {
            "scenario": self.scenario,
            "members": self.members,
            "seed": self.seed,
            "share": self.share,
            "complete": self.complete,
            "sets": {name: [_plain(one) for one in ones] for name, ones in self.sets.items()},
        }

    def lines(self, width: int = WIDTH) -> list[str]:
        """Return everything as lines of text."""
        cut = "" if self.complete else "STOPPED EARLY: only what was finished is shown. "
        head = (
            f"{cut}The last day on which deciding still averts at least {100 * self.share:.0f} % "
            "of what deciding at the first date averts. The measure is ordered on each date, its "
            "lead time counts from then, and it comes in no other way; beside it, the same "
            f"{self.members:,} futures (seed {self.seed}) in which it never comes. An order is an "
            "assumption: it says what a measure would do, not who would take it."
        )
        found = [self.scenario["title"], *prose(head, width)]
        tables = [_rows(one, self.members) for ones in self.sets.values() for one in ones]
        sizes = widths_of(tables) if tables else []
        for name, ones in self.sets.items():
            where = f" [{name}]" if len(self.sets) > 1 else ""
            for one in ones:
                found += ["", *prose(f"{one.label}{where}: {_to_avert(one.read)}", width, hang=2)]
                found += prose(_sides(one, self.members), width, indent=2, hang=2)
                found += table(_rows(one, self.members), _RIGHT, width, widths=sizes, tight=True)
                found += prose(f"=> {one.words}.", width, indent=2, hang=3)
        return [*found, "", *prose(f"Given these assumptions. {self.scenario['limits']}", width)]

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def __repr__(self) -> str:
        return str(self)


def _to_avert(read: Read) -> str:
    unit = f" [{read.unit}]" if read.unit != "1" else ""
    note = f" ({UNVALIDATED}; assumes {read.assumption})" if read.kind == "range" else ""
    return f"{'to gain' if read.better == 'high' else 'to avert'}: {read.label}{unit}{note}"


def _told(one: OffRamp, members: int) -> Read:
    return as_told(one.read, (one.never, one.first), members)


def _sides(one: OffRamp, members: int) -> str:
    read = _told(one, members)
    never, first = (say_level(read, side, members) for side in (one.never, one.first))
    return f"never: {never}; decided on {one.decided[0].date}: {first}"


def _rows(one: OffRamp, members: int) -> list[list[str]]:
    read = _told(one, members)
    return [_HEAD, *(_row(read, found, found.date == one.last) for found in one.decided)]


def _row(read: Read, found: Decided, last: bool) -> list[str]:
    benefit = found.benefit
    said = "no figure" if read.kind == "range" and benefit.moved else say_difference(read, benefit)
    share = "-" if found.share is None else f"{100 * found.share:.0f} %"
    return [day_words(found.date), said, of_100(benefit), share, "<- last" if last else ""]


def _plain(one: OffRamp) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "label": one.label,
        "averts": {"name": one.read.name, **one.read.to_dict()},
        "never": one.never,
        "first": one.first,
        "dates": [
            {
                "date": str(found.date),
                "benefit": {
                    key: figure(value) if isinstance(value, float) else value
                    for key, value in plain_benefit(one.read, found.benefit).items()
                },
                "share_of_first": None if found.share is None else figure(found.share, 3),
                "enough": found.enough,
            }
            for found in one.decided
        ],
        "last_responsible_day": str(one.last) if one.last else None,
        "sure_until": str(one.sure) if one.sure else None,
        "perhaps_until": str(one.perhaps) if one.perhaps else None,
        "words": one.words,
    }
