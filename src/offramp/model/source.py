"""Where a number, a rule or a claim comes from."""

from typing import Annotated

from pydantic import Field

from offramp.model.base import Model


class Source(Model):
    """A document or data set that somebody opened, and how far it is trusted.

    The grade is the Admiralty system: a letter for the source (A reliable to F cannot be
    judged) and a digit for the information (1 confirmed to 6 cannot be judged).
    """

    title: str
    """Title as published."""
    publisher: str = ""
    """Who published it."""
    date: str = ""
    """Date or year of publication, or the span it covers."""
    url: str = ""
    """Address, where it was opened or is given by the material at hand."""
    grade: Annotated[str, Field(pattern="^[A-F][1-6]$")]
    """Admiralty grade: source reliability, information credibility."""
    verified: str
    """How it was verified."""
    licence: str = ""
    """Terms under which figures from it may be used."""
    kind: str = ""
    """Data set, treaty, article, paper, own compilation."""
    note: str = ""
    """Anything else to know."""
    disabled: bool = False
    """Unused; present so that every item of a scenario has it."""
