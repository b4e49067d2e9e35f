"""What goes over the wire."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_MEMBERS = 100_000
"""Futures that one order may ask for."""
LONGEST = 64
"""Items in a list of an order."""

Name = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9][A-Za-z0-9_./-]*$")]
Forced = Annotated[
    str,
    Field(
        max_length=200,
        pattern=r"^(?:[A-Za-z0-9_-]+:)?[A-Za-z0-9_-]+@\d{4}-\d{2}-\d{2}$",
        examples=["AAA:buffer_zone@2030-04-01"],
    ),
]
"""`ACTOR:MEASURE@DATE`; the actor may be left out."""
Forbidden = Annotated[str, Field(max_length=200, pattern=r"^(?:[A-Za-z0-9_-]+:)?[A-Za-z0-9_-]+$")]
"""`ACTOR:MEASURE`; without an actor it is forbidden to all."""
State = Literal["waiting", "running", "finished", "stopped", "failed"]


class Order(BaseModel):
    """A run that somebody asks for."""

    model_config = ConfigDict(extra="forbid")

    scenario: Name
    """One of `GET /api/state`."""
    members: Annotated[int, Field(ge=1, le=MOST_MEMBERS)] = 200
    seed: Annotated[int, Field(ge=0, le=2**53)] = 1
    days: Annotated[int, Field(ge=1, le=3650)] | None = None
    overlays: Annotated[list[Name], Field(max_length=LONGEST)] = []
    force: Annotated[list[Forced], Field(max_length=LONGEST)] = []
    forbid: Annotated[list[Forbidden], Field(max_length=LONGEST)] = []


class RunInfo(BaseModel):
    """A run, and how far it is."""

    id: str
    title: str
    scenario: str
    state: State
    done: int
    """Futures that are finished."""
    asked: int
    seed: int
    error: str
    """Why it failed; empty where it did not."""
    created: str
    """In UTC."""
    changed: list[str]
    """Overlays and decisions, as they were asked for."""


class ScenarioName(BaseModel):
    """A scenario that can be run."""

    id: str
    title: str


class Overview(BaseModel):
    """What is here."""

    version: str
    scenario: str
    """The scenario that the server was started with."""
    scenarios: list[ScenarioName]
    runs: list[RunInfo]
    """Newest first."""


class OverlayName(BaseModel):
    """An overlay that a scenario keeps."""

    id: str
    label: str


class MeasureName(BaseModel):
    """A measure, and who may take it."""

    id: str
    label: str
    actors: list[str]


class ScenarioInfo(BaseModel):
    """What can be changed about a scenario."""

    id: str
    title: str
    start: str
    as_of: str
    days: int
    overlays: list[OverlayName]
    measures: list[MeasureName]


class Failure(BaseModel):
    """What is wrong, in a sentence."""

    error: str
