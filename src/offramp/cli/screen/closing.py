"""The closing screen of a run, put together."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from offramp.cli.screen.chains import chains
from offramp.cli.screen.contact import contact, more_questions
from offramp.cli.screen.indicators import indicators
from offramp.cli.screen.lines import Lines, prose, sides
from offramp.cli.screen.measures import measures
from offramp.cli.screen.people import people
from offramp.cli.screen.stocks import stocks

if TYPE_CHECKING:
    from offramp.results.run import Run

TALLEST = 48
"""Lines of the screen."""
FOR_MEASURES = 13
"""Lines that part 3 has before further questions take any."""


def closing(
    run: "Run", width: int, seconds: float | None = None, page: Path | None = None
) -> Lines:
    """Return the lines of the screen that ends a run.

    Args:
        run: that has ended, whole or in part.
        width: columns, 80 or more.
        seconds: how long it took.
        page: the run as a page, where it was written.
    """
    from offramp.results.words import day_words

    summary = run.summary
    as_of = day_words(run.scenario.as_of)
    title = _title(run, width, seconds)
    if summary["hosted"] and not run.scenario.measures:
        head = "People in each host, in thousands: median (90 % range) beside those counted"
        told = [*stocks(run, width), *indicators(summary, width)]
        return [*title, head, *told, *_foot(run, width, page)]
    above = [
        *title,
        f"1  People: new arrivals after {as_of}, in thousands: median (90 % range)",
        *people(run, width),
        f"2  Contact and outcomes after {as_of}, given these assumptions",
        *contact(summary, width),
    ]
    head = (
        f"3  Measures after {as_of}: proposed, adopted, in force, of 100 futures "
        "(h: in history too; -: acts alone)"
    )
    below = [
        "4  The commonest chains",
        *chains(summary, run.scenario, width),
        *_foot(run, width, page),
    ]
    heading = prose(head, width, indent=0)
    spare = TALLEST - len(above) - len(heading) - len(below)
    own = indicators(summary, width, spare - FOR_MEASURES)
    spare -= len(own)
    questions = more_questions(summary, width, spare - FOR_MEASURES)
    table = measures(run, width, spare - len(questions))
    return [*above, *questions, *own, *heading, *table, *below]


def _title(run: "Run", width: int, seconds: float | None) -> Lines:
    from offramp.results.words import day_words

    about, start = run.manifest, run.scenario.start
    last = start + timedelta(days=about.days - 1)
    took = f", {_took(seconds)}" if seconds is not None else ""
    right = f"{about.members:,} futures, seed {about.seed}{took}"
    lines = sides(about.scenario["title"], right, width)
    span = f"{day_words(start)} to {day_words(last)}, {about.days} days"
    known = f"history until {day_words(run.scenario.as_of)}, then free"
    if run.scenario.as_of >= last:
        known = "driven by what was observed, to the last day"
    lines += prose(f"{span}; {known}", width, indent=0)
    changed = [f"without {', '.join(about.without)}"] if about.without else []
    changed += [f"with {', '.join(about.overlays)} on top"] if about.overlays else []
    if changed:
        lines += prose(f"Changed: {'; '.join(changed)}.", width, indent=0)
    if not about.complete:
        wanted = about.member_range[1] - about.member_range[0]
        text = f"STOPPED EARLY: {about.members:,} of {wanted:,} futures; all below is of these."
        lines += prose(text, width, indent=0)
    return lines


def _took(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _foot(run: "Run", width: int, page: Path | None) -> Lines:
    judged, total = (run.summary["judgement"][name] for name in ("judged", "total"))
    text = f"{judged:,} of {total:,} quantities are judgement (all sources: offramp cite RUN)."
    return [
        *prose(f"{text} {run.summary['limits']}", width, indent=0),
        f"Kept in {run.path}. Next: offramp explain {run.path}",
        *([f"Look at it in a browser: {page}"] if page else []),
    ]
