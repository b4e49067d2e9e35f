"""What is decided, what that does for people against contact risk, and until when."""

from offramp.report.picture.base import Caption, Difference, Part, Range


class Measure(Part):
    """One measure in this run."""

    id: str
    label: str
    proposed: float | None
    """Futures of 100 after the as-of date; None where it needs no proposal."""
    adopted: float
    in_force: float
    first: Range | None
    """First day in force."""
    together: bool
    """Whether allies decide on it together."""


class Measures(Part):
    """All measures."""

    caption: Caption
    measures: list[Measure]


class Effect(Part):
    """What one alternative changes in one indicator or case, on the same futures."""

    id: str
    label: str
    unit: str
    """ "in 100" for the chance of a case."""
    better: str
    """Whether "low" or "high" is better for people; empty where neither."""
    base: float | None
    other: float | None
    difference: Difference
    lower: float | None
    """Futures of 100 in which it is lower."""
    higher: float | None
    unchanged: float | None
    pairing: float | None
    """How many times as many unpaired futures would be as exact."""
    material: bool
    """Whether the interval leaves out zero and enough futures moved."""


class Alternative(Part):
    """One decision, compared."""

    name: str
    change: list[str]
    """What it changes in the scenario."""
    people: list[Effect]
    """What it does for people: displaced, trapped, unmet reception."""
    contact: list[Effect]
    """What it does to contact of the two sides."""
    others: list[Effect]
    chains: list[str]
    """Chains that make the difference, in words."""
    unseen: list[str]
    """What it does to what nobody has seen: ranges in words, never a frequency."""


class Regret(Part):
    """How much worse than the best alternative each one is, under one assumption set."""

    set: str
    """Name of the assumption set, in words."""
    read: str
    """What is judged, in words."""
    unit: str
    alternatives: list[str]
    level: list[float]
    """Mean of each alternative."""
    regret: list[float]
    """Beside the best one of the set; 0 is the best."""


class Comparison(Part):
    """Alternatives on the same futures."""

    caption: Caption
    members: int
    alternatives: list[Alternative]
    regrets: list[Regret]
    """Empty where fewer than two assumption sets were compared."""
    warnings: list[str]


class OffRamp(Part):
    """Until when deciding still averts enough."""

    measure: str
    averts: str
    last: str | None
    """The last responsible day, as a date; None where there is none."""
    sure: str | None
    """Until then beyond chance."""
    words: str


class OffRamps(Part):
    """All off-ramps that were asked for."""

    caption: Caption
    off_ramps: list[OffRamp]
