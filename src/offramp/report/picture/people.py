"""People: who arrives where, how sure, and when it is most."""

from offramp.report.picture.base import Caption, Fan, Part, Range


class Counted(Part):
    """What was counted on one day."""

    day: int
    people: float
    later: bool
    """Whether it became known after the as-of date: seen, and not used by the run."""


class Line(Part):
    """One future."""

    member: int
    values: list[float]
    """One a day."""


class Peak(Part):
    """The worst day of each future: the peaks of a fan's median are no future's peak."""

    finding: str
    """What it says, as a sentence."""
    people: Range
    """New arrivals on the worst day after the as-of date (person / day)."""
    day: Range
    """Day on which that is."""
    edges: list[float]
    """Of the bins of `counts` (person / day): one more than there are bins."""
    counts: list[int]
    """Futures in each bin."""


class Host(Part):
    """Arrivals in one host."""

    id: str
    name: str
    flag: str
    """Why its counts are contested; empty where they are not."""
    finding: str
    """What the new arrivals say, as a sentence."""
    held: str
    """What the people there and the strain on its means say, as a sentence."""
    new: Fan
    """New arrivals (person / day)."""
    total: Fan
    """All arrivals since the start (person)."""
    hosted: Fan
    """People there (person)."""
    members: list[Line]
    """New arrivals in some futures (person / day)."""
    observed: list[Counted]
    """New arrivals counted (person / day)."""
    observed_total: list[Counted]
    peak: Peak | None
    """None where no day comes after the as-of date."""
    at: dict[str, Range]
    """New arrivals since the as-of date by days after it ("7", "14", "30"), where in the run."""
    strained: float | None
    """Futures of 100 in which it is past the stated means of reception after the as-of date."""
    strained_on: Range | None
    """First day on which that is, of the futures in which it is; None where not assessed."""
    strain: Fan | None
    """Reception strain: 1 is at the stated means; None where not assessed."""
    means: str
    """The stated means of reception and whose figure it is; empty where none is sourced."""


class People(Part):
    """Everything on people."""

    caption: Caption
    hosts: list[Host]
    """Most arrivals first."""
    trapped: Fan | None
    """People who want to leave and cannot (person)."""
    inside: Fan | None
    """People displaced inside (person)."""
    trapped_peak: Range | None
    stuck: str
    """What those who cannot leave and those displaced inside say, as a sentence."""
    first_strained: str
    """A sentence: which host comes under strain first, when, and how sure that is."""
