"""The earliest signs of what may come."""

from offramp.report.build.first_signs import MOST, outcomes, signs
from offramp.report.build.shown import Shown
from offramp.report.picture.base import Caption
from offramp.report.picture.chains import Signpost, Signposts
from offramp.results.signposts import looks_at
from offramp.results.signposts import signposts as found_signposts


def signposts(shown: Shown) -> Signposts | None:
    """Return the signs, by outcome, the earliest of each first.

    None where there are too few futures to tell any, or nothing that there may be signs of.

    Raises:
        RunError: if the events or the scenario of the run are missing or damaged.
    """
    known, days = signs(shown)
    ahead = outcomes(shown)
    if not ahead:
        return None
    looks = sum(looks_at(days[:, one.free], one.days[one.free]) for one in ahead)
    told = [
        Signpost(
            outcome=one.words,
            sign=known[post.sign].words(shown.scenario),
            lead=round(post.lead[1], 1),
            lead_low=round(post.lead[0], 1),
            lead_high=round(post.lead[2], 1),
            hits=round(100 * post.hits, 1),
            false_alarms=round(100 * post.false_alarms, 1),
            base=round(100 * post.base, 1),
            futures=post.futures,
        )
        for one in ahead
        for post in found_signposts(days[:, one.free], one.days[one.free], looks)
    ]
    return Signposts(caption=_caption(shown, told, [one.words for one in ahead]), signposts=told)


def _caption(shown: Shown, told: list[Signpost], ahead: list[str]) -> Caption:
    """Return the finding: what warns earliest of what, and of what nothing warns."""
    silent = [words for words in ahead if not any(one.outcome == words for one in told)]
    note = (
        "Signs are chosen in one half of the futures, numbers are of the other half; each beats "
        "futures that on the same day had seen neither, with a bar set for all that were looked "
        "at. False alarms: of the futures with the sign, those in which the outcome does not "
        "follow before the run ends. At least 20 futures must have both."
    )
    if silent:
        note += f" Nothing that was looked at warns beyond chance of: {'; '.join(silent)}."
    return Caption(
        title=_title(told, silent),
        note=note,
        source=f"{min(shown.events.size, MOST):,} futures; given these assumptions.",
    )


def _title(told: list[Signpost], silent: list[str]) -> str:
    if not told:
        return "No sign warns of what may come beyond chance"
    first = told[0]
    title = (
        f"The earliest sign of “{first.outcome}” comes {days(first.lead)} ahead: {first.sign}; "
        f"then it follows in {round(100 - first.false_alarms)} of 100 futures, against "
        f"{round(first.base)} in all"
    )
    return f"{title}. Nothing warns beyond chance of “{silent[0]}”" if silent else title


def days(number: float) -> str:
    """Return a number of days in words.

    >>> days(1.0), days(28.5)
    ('1 day', '28 days')
    """
    whole = round(number)
    return f"{whole} day{'' if whole == 1 else 's'}"
