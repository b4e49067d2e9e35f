"""How likely, and when."""

from offramp.report.picture.base import Caption, Part, Range


class Case(Part):
    """One way it can go."""

    id: str
    label: str
    count: int | None
    """Futures; None where nobody has ever seen it, for then no frequency is given."""
    in_100: float | None
    low: float | None
    """Of 100 futures: of a seen case its 95 % interval by sampling, of an unseen one the range
    over what is not known."""
    high: float | None
    assumption: str
    """What an unseen case is assumed to hang on; empty for a seen one."""
    validated: bool
    """False where nobody has ever seen it: shown as a range, never as dots."""


class Question(Part):
    """One question, and the cases that answer it: each future is in one."""

    id: str
    caption: Caption
    label: str
    cases: list[Case]


class Curve(Part):
    """One thing that happens, or not yet."""

    id: str
    label: str
    happened: list[float]
    """Futures of 100 in which it has happened by the end of each day from the as-of date on."""
    low: list[float]
    high: list[float]
    """95 % by sampling (Wilson)."""
    median_day: Range | None
    """Day it happens, of the futures in which it does."""


class Survival(Part):
    """When, as share of futures in which it has not happened yet."""

    caption: Caption
    first_day: int
    """Day of the first value of the curves."""
    curves: list[Curve]


class LadderHeat(Part):
    """How many futures are on which rung in which week, for one dyad."""

    id: str
    caption: Caption
    dyad: str
    """In words, as "Ardenia and Borvia"."""
    rungs: list[str]
    """Lowest first."""
    unseen: list[bool]
    """Whether nobody has ever seen that rung between such sides: no count is shown."""
    weeks: list[int]
    """First day of each week."""
    counts: list[list[int]]
    """Futures by (rung, week): the highest rung of the week."""


class Ribbon(Part):
    """Futures that go from one phase to another."""

    column: int
    """Of the phase that they come from."""
    source: int
    target: int
    """Number of the phase in this column and in the next."""
    futures: int


class Phases(Part):
    """Phases at some dates, and the futures between them."""

    caption: Caption
    phases: list[str]
    days: list[int]
    """Of the columns."""
    counts: list[list[int]]
    """Futures by (column, phase)."""
    ribbons: list[Ribbon]
