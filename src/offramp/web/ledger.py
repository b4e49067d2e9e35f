"""What was ordered and how far it is, on disk, so that it outlives the server.

Beside the run folders lies `.serve/`, with for each order `ID.json` (what was asked), `ID.state`
(how far its process is) and `ID.lock` (held by that process as long as it lives).
"""

import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from offramp.results.folder import Folder, default_path, write_whole
from offramp.web.messages import Order

ID = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$")
"""What the name of a run may be: never a path."""


@dataclass(frozen=True)
class Entry:
    """An order, in its own words and in those of its scenario."""

    id: str
    path: str
    """Name in the library or path of the scenario."""
    title: str
    created: str
    order: Order


@dataclass(frozen=True)
class Progress:
    """How far the process of an order is."""

    done: int = 0
    error: str = ""
    ended: bool = False
    stopped: bool = False
    pid: int = 0


class Ledger:
    """The orders of one folder.

    Args:
        folder: that holds the run folders; made if it is not there.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = folder / ".serve"
        self.own.mkdir(parents=True, exist_ok=True)

    def add(self, order: Order, path: str, title: str) -> Entry:
        """Write an order down, and return it with its name."""
        created = datetime.now(UTC)
        base = default_path(order.scenario, self.folder)
        name, count = base.name, 1
        while self._file(name, "json").exists():
            count += 1
            name = f"{base.name}-{count}"
        entry = Entry(name, path, title, f"{created:%Y-%m-%dT%H:%M:%S.%fZ}", order)
        told = {**asdict(entry), "order": order.model_dump()}
        write_whole(self._file(name, "json"), json.dumps(told, ensure_ascii=False, indent=1))
        return entry

    def entry(self, name: str) -> Entry | None:
        """Return an order; None if there is none, or its file is damaged."""
        if not ID.match(name):
            return None
        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads(self._file(name, "json").read_text(encoding="utf-8"))
            return Entry(**{**told, "order": Order(**told["order"])})
        return None

    def entries(self) -> list[Entry]:
        """Return all orders, oldest first."""
        names = [path.stem for path in self.own.glob("*.json")]
        found = [entry for name in names if (entry := self.entry(name)) is not None]
        return sorted(found, key=lambda entry: (entry.created, entry.id))

    def progress(self, name: str) -> Progress:
        """Return how far an order is."""
        with suppress(OSError, ValueError, TypeError):
            return Progress(**json.loads(self._file(name, "state").read_text(encoding="utf-8")))
        return Progress()

    def note(self, name: str, progress: Progress) -> None:
        """Write down how far an order is."""
        write_whole(self._file(name, "state"), json.dumps(asdict(progress)))

    def alive(self, name: str) -> bool:
        """Return whether a process works on an order."""
        from filelock import FileLock, Timeout

        if not self.lock(name).exists():
            return False
        try:
            with FileLock(self.lock(name), timeout=0):
                return False
        except Timeout:
            return True

    def lock(self, name: str) -> Path:
        """Return the file that the process of an order holds."""
        return self._file(name, "lock")

    def log(self, name: str) -> Path:
        """Return the file that the process of an order writes its words to."""
        return self._file(name, "log")

    def run(self, name: str) -> Folder:
        """Return the run folder of an order."""
        return Folder(self.folder / name)

    def _file(self, name: str, kind: str) -> Path:
        return self.own / f"{name}.{kind}"
