"""The events of one future, and what led to what among them."""

from functools import cached_property

import pyarrow as pa

from offramp.results.chain_tally import ENDS
from offramp.results.clauses import Happening
from offramp.results.data import RunData
from offramp.results.errors import WrongQuestionError


class Past:
    """What happened in one future.

    Args:
        member: number of the future.
        events: its events, as `offramp.results.events_store` keeps them.
    """

    def __init__(self, member: int, events: pa.Table) -> None:
        self.member = member
        rows = events.to_pylist()
        self._causes = [tuple(row["causes"]) for row in rows]
        self.happenings = [
            Happening(
                **{name: row[name] for name in _PLAIN},
                inputs=tuple((given["name"], given["value"]) for given in row["inputs"]),
            )
            for row in rows
        ]

    @classmethod
    def of(cls, data: RunData, member: int) -> "Past":
        """Read what happened in one future of a run.

        Raises:
            WrongQuestionError: if the run has no such member.
        """
        members = data.members
        if member not in members:
            there = f"{members[0]} to {members[-1]}" if len(members) else "none"
            msg = f"this run has no future {member}: its futures are {there}"
            raise WrongQuestionError(msg)
        return cls(member, data.parts.of(member))

    def __len__(self) -> int:
        return len(self.happenings)

    def at(self, event: int) -> Happening:
        """Return an event by its number.

        Raises:
            WrongQuestionError: if there is none of that number.
        """
        if not 0 <= event < len(self):
            msg = (
                f"future {self.member} has no event {event}: they are numbered 0 to {len(self) - 1}"
            )
            raise WrongQuestionError(msg)
        return self.happenings[event]

    def causes(self, event: int) -> tuple[int, ...]:
        """Return the numbers of the events that brought one about, the latest first."""
        return tuple(sorted(self._causes[event], reverse=True))

    def main_path(self, event: int) -> list[int]:
        """Return the numbers of the events on the way to one, taking the latest cause each time.

        Raises:
            WrongQuestionError: if there is none of that number.
        """
        self.at(event)
        path = [event]
        while causes := self.causes(path[-1]):
            path.append(causes[0])
        return path[::-1]

    def ancestors(self, event: int) -> dict[int, tuple[int, ...]]:
        """Return all events behind one, itself included, each with its causes."""
        self.at(event)
        found: dict[int, tuple[int, ...]] = {}
        ahead = [event]
        while ahead:
            number = ahead.pop()
            if number not in found:
                found[number] = self.causes(number)
                ahead += found[number]
        return dict(sorted(found.items()))

    def last_decisive(self, outcome: str | None = None) -> int:
        """Return the number of the last event in which a chain may end.

        Args:
            outcome: only events about this item, or answers with this name.

        Raises:
            WrongQuestionError: if there is none.
        """
        if outcome is not None:
            found = [h for h in self.happenings if outcome in _names(h)]
        else:
            found = [h for h in self.happenings if h.kind in ENDS] or self._answers
        if not found:
            about = f" about `{outcome}`" if outcome is not None else ""
            msg = f"future {self.member} has no event{about} to explain"
            raise WrongQuestionError(msg)
        return found[-1].event

    @cached_property
    def _answers(self) -> list[Happening]:
        return [h for h in self.happenings if h.kind == "outcome"]


_PLAIN = (
    "member",
    "event",
    "day",
    "kind",
    "item",
    "actor",
    "target",
    "place",
    "magnitude",
    "rule",
    "where",
)


def _names(it: Happening) -> tuple[str, ...]:
    if it.kind == "outcome":
        return it.item, it.target, f"{it.item}.{it.target}"
    return (it.item,)
