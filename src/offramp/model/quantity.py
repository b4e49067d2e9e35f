"""A number of a scenario: its value or distribution, its unit and its source."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from offramp.model.base import Model

JUDGEMENT = "judgement"
"""The source of a number that somebody has set by judgement, with its basis."""

DISTRIBUTIONS = ("value", "normal", "lognormal", "uniform", "triangular", "beta", "chance")
"""The ways to give a number, in the order in which a message lists them."""

Positive = Annotated[float, Field(gt=0)]
Spread = Annotated[float, Field(ge=1)]


class Value(Model):
    """A fixed value or one distribution, with where it comes from."""

    value: float | None = None
    """A fixed value."""
    normal: tuple[float, Positive] | None = None
    """Mean and standard deviation."""
    lognormal: tuple[Positive, Spread] | None = None
    """Median and geometric standard deviation."""
    uniform: tuple[float, float] | None = None
    """Lowest and highest."""
    triangular: tuple[float, float, float] | None = None
    """Lowest, most likely, highest."""
    beta: tuple[Positive, Positive] | None = None
    """Shape parameters a and b."""
    chance: Annotated[float, Field(ge=0, le=1)] | None = None
    """Chance of being 1, and else 0: for what holds or does not, such as a reading of a treaty."""
    source: str = ""
    """Id of a source, or `judgement`."""
    basis: str = ""
    """Why, where the source is judgement."""
    note: str = ""
    """What a reader should know about it."""

    @property
    def form(self) -> str | None:
        """Which of `DISTRIBUTIONS` gives the number; None where nothing does."""
        if self.value is not None:
            return "value"  # most are
        return next((name for name in DISTRIBUTIONS if getattr(self, name) is not None), None)

    @property
    def arguments(self) -> tuple[float, ...]:
        """The numbers of that form; a single one for a fixed value, none where nothing is given."""
        if self.form is None:
            return ()
        given = getattr(self, self.form)
        return given if isinstance(given, tuple) else (given,)

    @property
    def is_fixed(self) -> bool:
        """Whether every member has the same number."""
        return self.form in {"value", None}

    @model_validator(mode="after")
    def _one_form(self) -> "Value":
        given = [name for name in DISTRIBUTIONS if getattr(self, name) is not None]
        if len(given) > 1:
            msg = f"gives {' and '.join(given)}: keep one of them"
            raise ValueError(msg)
        for name in ("uniform", "triangular"):
            numbers = getattr(self, name)
            if numbers is not None and list(numbers) != sorted(numbers):
                msg = f"{name} wants its numbers in rising order, not {list(numbers)}"
                raise ValueError(msg)
        if self.source == JUDGEMENT and not self.basis:
            msg = "is judgement without a basis: add `basis:` and say what it rests on"
            raise ValueError(msg)
        return self


class Quantity(Value):
    """A number, or one for each label of an index (`over`).

    A label that `each` leaves out takes the number given at the top. With none there, it is
    not assessed: not-a-number in a run, and "not assessed" in words.
    """

    unit: str
    """Unit, as `person/day`; `1` where there is none."""
    label: str = ""
    """A short name for people."""
    kind: Literal["not_known", "not_knowable"] = "not_known"
    """Whether more research could narrow it, or nobody can know."""
    disabled: bool = False
    """Not used for quantities; an overlay sets a neutral value instead."""
    over: str | tuple[str, ...] | None = None
    """The index it has a number for: origins, hosts, onward, actors, dyads, or a list of labels."""
    each: dict[str, Value] = {}
    """The numbers that differ from the one at the top, by label."""

    @model_validator(mode="after")
    def _given(self) -> "Quantity":
        if self.each and self.over is None:
            msg = "has `each:` without `over:`: say which index its labels belong to"
            raise ValueError(msg)
        if self.over is None and self.form is None:
            msg = f"has no number: give one of {', '.join(DISTRIBUTIONS)}"
            raise ValueError(msg)
        values = [self, *self.each.values()]
        if any(v.form is not None and not (v.source or self.source) for v in values):
            msg = "has no source: name one of the sources, or judgement with its basis"
            raise ValueError(msg)
        return self

    def at(self, label: str | None) -> Value:
        """Return the number for one label (None for a quantity without an index)."""
        return self.each.get(label, self) if label is not None else self


Number = Quantity | str
"""An inline quantity, or the id of one in `quantities`."""
