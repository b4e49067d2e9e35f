"""The answer in one sentence, and what to know beside it."""

from collections.abc import Mapping
from datetime import date

from offramp.report.build.compared import sentences
from offramp.report.build.findings import receives
from offramp.report.build.questions import answer as of_question
from offramp.report.build.shown import Shown
from offramp.report.build.words import between, capital, futures, most, sentence, typically
from offramp.report.picture.decisions import Comparison
from offramp.report.picture.head import Answer
from offramp.report.picture.people import People
from offramp.results.words import chance_range, day_words, joined
from offramp.results.words import people as in_words


def answer(
    shown: Shown,
    people: People | None,
    compared: Comparison | None = None,
    risen: Mapping[str, str] | None = None,
) -> Answer:
    """Return the answer: who arrives where first, and how often the two sides kill one another.

    Args:
        shown: the run.
        people: everything on people; None where it cannot be shown.
        compared: what decisions change; it takes the place of the first question.
        risen: of what nobody has seen, by label, how far a decision lifts it.
    """
    parts = [told for told in (_arrivals(shown, people), _contact(shown)) if told]
    if not parts:
        parts = [of_question(found, shown.members) for found in _questions(shown)[:1]]
    said = ", and ".join(parts) if parts else f"{shown.members:,} futures were run"
    text = f"As of {day_words(shown.as_of)} and given these assumptions, {said}"
    points = [
        sentences(compared) if compared else "",
        people.first_strained if people else "",
        _trapped(shown),
        "" if compared else _first_question(shown),
        unseen(shown, risen),
    ]
    return Answer(sentence=sentence(text), points=[point for point in points if point][:4])


def _questions(shown: Shown) -> list[dict[str, object]]:
    return list(shown.summary.get("outcomes", {}).values())


def _arrivals(shown: Shown, people: People | None) -> str:
    for host in people.hosts if people else ():
        told = receives(host.name, host.at)
        if told:
            return f"{told} ({most(shown.members)})"
    for host in people.hosts if people else ():
        if host.hosted.high90[-1]:
            return host.held
    return ""


def _contact(shown: Shown) -> str:
    """Say how often lethal contact comes, with its range."""
    told = []
    for found in shown.summary.get("contact", {}).values():
        often = futures(found["futures"], shown.members)
        told.append(
            f"lethal contact between {found['label']} comes in {often} by {day_words(shown.last)} "
            f"(range {chance_range(found['low'], found['high'])})"
        )
    return joined(told)


def contact_when(shown: Shown) -> str:
    """Say when lethal contact first comes, where it does; empty where it never does."""
    told = []
    for found in shown.summary.get("contact", {}).values():
        first = found["first_date"]
        if not first["q50"]:
            continue
        when = typically(*(date.fromisoformat(first[name]) for name in ("q05", "q50", "q95")))
        told.append(f"Where {found['label']} come to it, {when}.")
    return " ".join(told)


def _trapped(shown: Shown) -> str:
    found = shown.summary.get("trapped", {})
    peak = found.get("peak", {})
    if not peak.get("q95"):
        return ""
    typical = day_words(date.fromisoformat(found["peak_date"]))
    return (
        f"{capital(between(peak['q05'], peak['q95']))} people want to leave and cannot on the "
        f"worst day ({in_words(peak['q50'])} in the median future), typically on {typical}."
    )


def _first_question(shown: Shown) -> str:
    found = _questions(shown)
    return sentence(of_question(found[0], shown.members)) if found else ""


def unseen(shown: Shown, risen: Mapping[str, str] | None = None) -> str:
    """Say what nobody has ever seen, as ranges and never as a count; empty where nothing is.

    Args:
        shown: the run.
        risen: by label, how far a decision lifts it.
    """
    lifted = risen or {}
    told: dict[str, str] = {}
    for question in shown.summary.get("outcomes", {}).values():
        for case in question["cases"]:
            if "count" not in case:
                told.setdefault(case["label"], chance_range(case["low"], case["high"]))
    if not told:
        return ""
    ranges = "; ".join(
        f"{label}, {chance}" + (f" in this run, {lifted[label]}" if label in lifted else "")
        for label, chance in told.items()
    )
    return f"Never seen, so a range and unvalidated: {ranges}."
