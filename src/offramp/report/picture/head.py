"""What the page says first: of what, as of when, and the answer."""

from typing import Literal

from offramp.report.picture.base import Part


class Head(Part):
    """What was run."""

    scenario: str
    """Id of the scenario."""
    title: str
    start: str
    """Day 0, as 2022-02-24: day `n` of every series is `n` days later."""
    as_of: str
    """Nothing known later was used."""
    days: int
    members: int
    """Futures that are there."""
    asked: int
    """Futures that were asked for; more than `members` where the run was stopped."""
    limits: str
    """The sentence on limits that ends every report."""
    changed: list[str]
    """Overlays on top, mechanisms switched off, decisions forced or forbidden."""
    notices: list[str]
    """What to know before trusting the page: stopped early, other versions, pieces missing."""


class Answer(Part):
    """The answer in one sentence, and what to know beside it."""

    sentence: str
    """In natural frequencies, with the as-of date and "given these assumptions"."""
    points: list[str]
    """At most four further sentences."""


class BriefLine(Part):
    """One judgement of the brief."""

    text: str
    """A sentence with a word of probability where one applies."""
    frequency: str
    """The number behind the word, as "9 in 100 futures"; empty where there is none."""
    confidence: Literal["low", "moderate", "high"]
    """How far the basis can be trusted: said apart from how probable it is."""
    because: str
    """Why the confidence is no higher."""


class Brief(Part):
    """The page that is printed for somebody who reads nothing else."""

    bottom_line: str
    lines: list[BriefLine]
    scale: list[tuple[str, str]]
    """Words of probability and their ranges, as ("unlikely", "20 to 45 in 100")."""
    limits: str


class Provenance(Part):
    """How to make the page again."""

    run: str
    """Name of the folder of the run; no path of anybody's machine."""
    hash: str
    """Of the scenario."""
    seed: int
    created: str
    versions: dict[str, str]
    digests: dict[str, str]
    """SHA-256 of the bits of the run, by part."""
    commands: list[str]
    """What to type to make this page again."""
