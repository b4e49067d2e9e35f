"""Threshold events, and outcomes."""

from pydantic import model_validator

from offramp.model.base import Item, Model
from offramp.model.expression import Expression


class Threshold(Item):
    """An event on the day a condition becomes true: how continuous quantities enter a chain."""

    when: Expression
    """The condition."""
    actor: str = ""
    """Whom it concerns."""
    place: str = ""
    """Where."""
    text: str = ""
    """What has happened, as a clause for people."""


class Case(Model):
    """One possible answer to the question of an outcome."""

    id: str
    """Short name."""
    label: str
    """For people: `6 in 100 futures: LABEL`."""
    when: Expression | None = None
    """When it is the answer; None for the last, `otherwise`."""
    otherwise: bool = False
    """The answer when no other is."""
    observed: bool = True
    """Whether such an outcome has ever been seen; if not, only a range is given."""
    assumption: str = ""
    """What the range rests on, where nothing like it has been seen."""
    hazard: str = ""
    """For one never seen: `dyad.rung` whose recorded chance gives the range."""

    @model_validator(mode="after")
    def _one_condition(self) -> "Case":
        if self.otherwise == (self.when is not None):
            msg = "needs either `when:` or `otherwise: true`"
            raise ValueError(msg)
        if not self.observed and not (self.assumption and self.hazard):
            msg = "was never observed: give its `assumption:` and whose `hazard:` is recorded"
            raise ValueError(msg)
        return self


class Outcome(Item):
    """A question about how a future went, with its possible answers: the first match wins."""

    cases: tuple[Case, ...]
    """Answers in order; the last is `otherwise`."""

    @model_validator(mode="after")
    def _ends_otherwise(self) -> "Outcome":
        if not self.cases or not self.cases[-1].otherwise:
            msg = "must end with a case `otherwise: true`"
            raise ValueError(msg)
        return self
