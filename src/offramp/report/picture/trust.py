"""How far to trust it: assumptions, what matters, the record, every number and its source."""

from offramp.report.picture.base import Caption, Part


class Assumption(Part):
    """One thing that the answer rests on, to be ticked or doubted."""

    text: str
    """In words, as a claim."""
    basis: str
    """Whose claim or judgement, and on what ground."""
    disputed: str
    """What the other side says; empty where it is not disputed."""


class Assumptions(Part):
    """The key assumptions as a checklist."""

    caption: Caption
    assumptions: list[Assumption]


class Moves(Part):
    """One assumption, and how far it moves one result."""

    label: str
    source: str
    unit: str
    low_up_to: float
    high_from: float
    """Bounds of the lowest and of the highest third of its draws."""
    low: float
    """Mean of the result where it is low."""
    high: float
    explains: float
    """Share of the variance of the result, 0 to 1."""


class Matter(Part):
    """What moves one result."""

    id: str
    label: str
    unit: str
    caption: Caption
    mean: float
    not_known: float | None
    """Share of variance that more knowledge could remove, 0 to 1; None where too few futures."""
    not_known_low: float | None
    not_known_high: float | None
    assumptions: list[Moves]
    """At most five, strongest first; none where none moves it beyond chance."""
    words: str


class Matters(Part):
    """What matters most."""

    caption: Caption
    matters: list[Matter]


class Score(Part):
    """How one forecast did against what was counted later."""

    what: str
    ours: float
    baseline: float | None
    baseline_name: str
    unit: str
    better: str
    """ "low" or "high"."""
    inside: float | None
    """Of 100 counted values: inside the 90 % range."""
    values: int
    """How many were scored."""


class Record(Part):
    """The track record."""

    caption: Caption
    scores: list[Score]


class QuantityRow(Part):
    """One number of the scenario."""

    path: str
    label: str
    value: str
    """A number or a distribution, in words."""
    unit: str
    judgement: bool
    basis: str
    """Of a judgement: its ground."""
    sources: list[str]
    grade: str
    """Admiralty: reliability and credibility, as "B2"; empty where not graded."""
    where: str
    """File and line."""


class Quantities(Part):
    """Every number of the scenario."""

    caption: Caption
    rows: list[QuantityRow]


class SourceRow(Part):
    """One source."""

    id: str
    title: str
    who: str
    date: str
    url: str
    """Shown as text or as a link where it begins with http:// or https://; empty without one."""
    grade: str
    verified: str
    """How it was verified."""


class Change(Part):
    """One thing that differs between two runs."""

    what: str
    was: str
    now: str
    why: str
    """What in the scenario explains it, in words; empty where nothing does but chance."""


class Changes(Part):
    """What changed between the run before and this one, and why."""

    caption: Caption
    before: str
    """The other run, in words."""
    inputs: list[Change]
    """What differs in what went in: as-of date, observations, quantities, overlays."""
    results: list[Change]
