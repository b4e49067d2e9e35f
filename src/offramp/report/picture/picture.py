"""The whole page as data."""

from offramp.report.picture.base import Part
from offramp.report.picture.chains import Chain, Signposts
from offramp.report.picture.decisions import Comparison, Measures, OffRamps
from offramp.report.picture.head import Answer, Brief, Head, Provenance
from offramp.report.picture.map import Map
from offramp.report.picture.outcomes import LadderHeat, Phases, Question, Survival
from offramp.report.picture.people import People
from offramp.report.picture.trust import (
    Assumptions,
    Changes,
    Matters,
    Quantities,
    Record,
    SourceRow,
)

FORMAT = 1
"""Goes up when a page of an older version could not read it."""


class Picture(Part):
    """What the page shows, top to bottom. A part that a run cannot give is None or empty."""

    format: int = FORMAT
    head: Head
    answer: Answer
    map: Map | None
    people: People | None
    questions: list[Question]
    survival: Survival | None
    ladders: list[LadderHeat]
    phases: Phases | None
    chains: list[Chain]
    measures: Measures | None
    comparison: Comparison | None
    off_ramps: OffRamps | None
    signposts: Signposts | None
    assumptions: Assumptions
    matters: Matters | None
    record: Record | None
    changes: Changes | None
    quantities: Quantities
    sources: list[SourceRow]
    brief: Brief
    provenance: Provenance
