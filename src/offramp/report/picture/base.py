"""What every part of the page is made of."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """Frozen plain data; a name that is not known is an error."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class Caption(Part):
    """What stands around a figure."""

    title: str
    """The finding, as a sentence in natural frequencies: never the name of the figure."""
    note: str = ""
    """How to read it, and what it leaves out."""
    source: str = ""
    """Where its numbers come from."""


class Fan(Part):
    """Exact quantiles over all futures of one series, one value a day."""

    low90: list[float]
    """5 % of futures are below."""
    low50: list[float]
    median: list[float]
    high50: list[float]
    high90: list[float]
    """5 % of futures are above."""


class Range(Part):
    """Quantiles of one number over futures; null where no future has it."""

    low: float | None
    """5 % of futures are below."""
    median: float | None
    high: float | None
    """5 % of futures are above."""


class Difference(Part):
    """A mean difference over the same futures, with its 95 % interval."""

    mean: float
    low: float
    high: float
