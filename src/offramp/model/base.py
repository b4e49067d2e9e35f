"""The one base of everything a scenario declares: frozen, closed to unknown keys."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record that refuses unknown keys and describes its fields by their docstrings."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Item(Model):
    """Anything in a section of a scenario: it has a label, and it can be switched off."""

    label: str = ""
    """A short name for people; the id where empty."""
    note: str = ""
    """What a reader should know about it."""
    source: str = ""
    """Id of a source, or `judgement`."""
    basis: str = ""
    """Why, where the source is judgement."""
    disabled: bool = False
    """Switched off: kept in the scenario, without any effect on a run."""
