"""The sources of the scenario."""

from offramp.report.build.shown import Shown
from offramp.report.picture.trust import SourceRow


def sources(shown: Shown) -> list[SourceRow]:
    """Return every source that the scenario names, in the order of its files.

    Raises:
        RunError: if the scenario of the run is missing or damaged.
    """
    return [
        SourceRow(
            id=key,
            title=source.title,
            who=source.publisher,
            date=source.date,
            url=source.url,
            grade=source.grade,
            verified=source.verified,
        )
        for key, source in shown.scenario.sources.items()
        if not source.disabled
    ]
