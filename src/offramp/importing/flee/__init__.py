"""A Flee instance becomes a scenario: its folder read as Flee reads it, doubtful parts refused."""

from offramp.importing.flee.importer import import_flee
from offramp.importing.flee.preview import Preview

__all__ = ["Preview", "import_flee"]
