"""Pages of runs as JSON, made when they are first asked for."""

from collections import OrderedDict
from pathlib import Path
from threading import Lock

from offramp.report.build.picture import picture
from offramp.results.errors import RunError
from offramp.results.run import Run
from offramp.web.refusal import Refusal

KEPT = 8
"""Pages that are kept in memory."""


class Pictures:
    """Makes one page at a time, and keeps the last few."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[tuple[Path, int], ...], bytes] = OrderedDict()

    def of(self, paths: list[Path]) -> bytes:
        """Return the page of one run, or of several compared, as JSON.

        Args:
            paths: of the run folders; the first one is what the others are compared with.

        Raises:
            Refusal: if a run cannot be read, or they cannot be compared.
        """
        with self._lock:
            try:
                key = tuple((path, (path / "run.json").stat().st_mtime_ns) for path in paths)
                if key not in self._kept:
                    made = picture([Run.open(path) for path in paths])
                    self._kept[key] = made.model_dump_json().encode()
            except (OSError, RunError) as error:
                raise Refusal(409, str(error)) from error
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
            return self._kept[key]
