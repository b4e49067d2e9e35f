"""Until when deciding on each off-ramp still averts enough, from what `deadline` found."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from offramp.report.build.given import well_formed
from offramp.report.picture.base import Caption
from offramp.report.picture.decisions import OffRamp, OffRamps
from offramp.results.words import day_words


def off_ramps(found: Iterable[Mapping[str, Any]]) -> OffRamps | None:
    """Return all off-ramps that were asked for; None where none was.

    Args:
        found: what `offramp deadline --json` printed, each.

    Raises:
        RunError: if one is damaged.
    """
    with well_formed("deadline"):
        return _off_ramps(list(found))


def _off_ramps(answers: list[Mapping[str, Any]]) -> OffRamps | None:
    told = [
        _off_ramp(one, name if len(answer["sets"]) > 1 else "")
        for answer in answers
        for name, ones in answer["sets"].items()
        for one in ones
    ]
    if not told:
        return None
    shares = sorted({round(100 * answer["share"]) for answer in answers})
    members = sorted({answer["members"] for answer in answers})
    return OffRamps(caption=_caption(told, shares, members), off_ramps=told)


def _off_ramp(one: Mapping[str, Any], name: str) -> OffRamp:
    averts = one["averts"]
    way = "more" if averts["better"] == "high" else "less"
    return OffRamp(
        measure=f"{one['label']} ({name})" if name else one["label"],
        averts=f"{way} of: {averts['label']}" if averts["kind"] == "mean" else averts["label"],
        last=one["last_responsible_day"],
        sure=one["sure_until"],
        words=one["words"],
    )


def _caption(told: list[OffRamp], shares: list[int], members: list[int]) -> Caption:
    dated = sorted((one for one in told if one.last), key=lambda one: one.last or "")
    if dated:
        first = dated[0]
        day = day_words(date.fromisoformat(first.last or ""))
        title = f"The first off-ramp to close is “{first.measure}”: {day} for {first.averts}"
    else:
        title = "Of no off-ramp that was asked for a last responsible day was found"
    share = " or ".join(str(share) for share in shares)
    count = " or ".join(f"{count:,}" for count in members)
    return Caption(
        title=title,
        note=(
            f"The last day on which deciding still averts at least {share} % of what deciding at "
            "the first date tried averts; lead times are counted. A measure is ordered on each "
            "date and set beside the same futures in which it never comes: an order is an "
            "assumption, and says nothing of who would take it."
        ),
        source=f"`offramp deadline`, {count} futures of each variant; given these assumptions.",
    )
