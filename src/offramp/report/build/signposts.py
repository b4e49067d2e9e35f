"""The earliest signs of what may come."""

from offramp.report.build.first_signs import MOST, outcomes, rare, signs
from offramp.report.build.shown import Shown
from offramp.report.build.words import capital
from offramp.report.picture.base import Caption
from offramp.report.picture.chains import Signpost, Signposts
from offramp.results.signposts import FEWEST, bar_of, looks_at
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
    judged = [looks_at(days[:, one.free], one.days[one.free]) for one in ahead]
    looks = sum(judged)
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
    signs_of = {one.words: count for one, count in zip(ahead, judged, strict=True)}
    return Signposts(caption=_caption(shown, told, signs_of, len(known)), signposts=told)


def _caption(shown: Shown, told: list[Signpost], judged: dict[str, int], known: int) -> Caption:
    """Return the finding: what warns earliest of what, and of what nothing warns.

    Args:
        shown: the run.
        told: signs that pass.
        judged: how many signs come before each outcome often enough to be judged.
        known: signs that were looked at.
    """
    silent = [words for words in judged if not any(one.outcome == words for one in told)]
    size = min(shown.events.size, MOST)
    note = (
        "Signs are chosen in one half of the futures, numbers are of the other half; each beats "
        "futures that on the same day had seen neither, with a bar set for all that were looked "
        "at. False alarms: of the futures with the sign, those in which the outcome does not "
        f"follow before the run ends. At least {FEWEST} futures must have both."
    )
    if silent:
        note += f" {_silent({words: judged[words] for words in silent}, sum(judged.values()))}"
    few = rare(shown)
    if few:
        each = "; ".join(f"{words} ({count})" for words, count in few.items())
        note += f" In fewer than {FEWEST} futures, too few for any sign: {each}."
    if silent or few:
        note += f" That is a finding of {size:,} futures: more of them may show a sign."
    return Caption(
        title=capital(_title(told, silent, known, size)),
        note=note,
        source=f"{size:,} futures; given these assumptions.",
    )


def _silent(judged: dict[str, int], looks: int) -> str:
    """Say of what nothing warns, and why: too rarely before it, or below the bar."""
    told = [
        f"{words} ({count} sign{'' if count == 1 else 's'} in enough futures, none above the bar)"
        if count
        else f"{words} (no sign comes before it in {FEWEST // 2} or more futures of each half)"
        for words, count in judged.items()
    ]
    bar = f" The bar is {bar_of(looks):.1f} standard deviations above chance." if looks else ""
    return f"Nothing that was looked at warns beyond chance of: {'; '.join(told)}.{bar}"


def _title(told: list[Signpost], silent: list[str], known: int, size: int) -> str:
    if not told:
        return (
            f"No sign warns beyond chance: {known:,} sign{'' if known == 1 else 's'} looked at, "
            f"for {len(silent)} outcome{'' if len(silent) == 1 else 's'}, in {size:,} futures"
        )
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
