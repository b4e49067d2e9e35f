"""The page that is printed for somebody who reads nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from offramp.report.build.answer import contact_when, unseen
from offramp.report.build.compared import decided
from offramp.report.build.findings import receives
from offramp.report.build.head import FEW
from offramp.report.build.questions import commonest
from offramp.report.build.scale import Confidence, confidence, table, word
from offramp.report.build.shown import Shown
from offramp.report.build.words import between, capital, futures, ranged, sentence
from offramp.report.picture.chains import Signposts
from offramp.report.picture.decisions import Comparison
from offramp.report.picture.head import Answer, Brief, BriefLine, Head
from offramp.report.picture.people import Host, People
from offramp.report.picture.trust import Matters
from offramp.results.words import chance_range, day_words

QUESTIONS = 2
"""Questions that are answered."""
EVEN = 45
"""Futures of 100 below which an answer is no likely one."""


@dataclass(frozen=True)
class Beside:
    """What other parts of the page found, where they are there."""

    compared: Comparison | None = None
    matters: Matters | None = None
    signs: Signposts | None = None
    risen: Mapping[str, str] = field(default_factory=dict)
    """Of what nobody has seen, by label, how far a decision lifts it."""


def brief(
    shown: Shown, answer: Answer, people: People | None, beside: Beside | None = None
) -> Brief:
    """Return the brief: arrivals, strain, contact, the first questions, what nobody has seen.

    Args:
        shown: the run.
        answer: of the page.
        people: everything on people; None where it cannot be shown.
        beside: what decisions change, what matters, the earliest sign.
    """
    found = beside or Beside()
    return Brief(
        bottom_line=answer.sentence,
        lines=[
            *(_people(shown, people) if people else ()),
            *_contact(shown),
            *_decided(shown, found.compared),
            *_questions(shown),
            *_beside(shown, found),
            *_unseen(shown, found.risen),
        ],
        scale=table(),
        limits=str(shown.summary.get("limits", "")),
    )


def _word(shown: Shown, in_100: float) -> str:
    """Return the word for a number of futures of 100, where there are enough of them."""
    return word(in_100) if shown.members >= FEW else "too few futures for a word of probability"


def _confidence(
    shown: Shown, held: float | None, low: float | None = None, high: float | None = None
) -> tuple[Confidence, str]:
    """Return how far the basis of a statement can be trusted, and why no further."""
    if shown.members < FEW:
        return "low", f"the run has fewer than {FEW} futures"
    return confidence(_judged(shown), held, low, high)


def _judged(shown: Shown) -> float:
    """Return the share of quantities that are judgement."""
    found = shown.summary.get("judgement", {})
    return found["judged"] / found["total"] if found.get("total") else 1.0


def _held(shown: Shown) -> float | None:
    """Return the share of later counts inside the 90 % range; None where nothing was counted."""
    scores = (shown.summary.get("scores") or {}).get("new_arrivals")
    share = scores["host_days"]["inside_90"] if scores and scores["hosts"] else None
    return None if share is None else float(share)


def _people(shown: Shown, people: People) -> Iterator[BriefLine]:
    sure, because = _confidence(shown, _held(shown))
    for host in people.hosts[:1]:
        told = receives(host.name, host.at)
        if told:
            yield BriefLine(
                text=sentence(f"{told} after {day_words(shown.as_of)}{_month(host)}"),
                frequency=ranged(shown.members),
                confidence=sure,
                because=sentence(because),
            )
    sure, because = _confidence(shown, None)
    if people.first_strained:
        yield BriefLine(
            text=people.first_strained,
            frequency="",
            confidence=sure,
            because=sentence(because),
        )
    peak = people.trapped_peak
    if peak is not None and peak.low is not None and peak.high is not None:
        yield BriefLine(
            text=(
                f"{capital(between(peak.low, peak.high))} people want to leave and cannot on the "
                "worst day."
            ),
            frequency=ranged(shown.members),
            confidence=sure,
            because=sentence(because),
        )


def _month(host: Host) -> str:
    found = host.at.get("30")
    if found is None or found.low is None or not found.high:
        return ""
    return f", {between(found.low, found.high)} in a month"


def _contact(shown: Shown) -> Iterator[BriefLine]:
    for found in shown.summary.get("contact", {}).values():
        low, high = 100 * found["low"], 100 * found["high"]
        sure, because = _confidence(shown, None, low, high)
        text = (
            f"Lethal contact between {found['label']} by {day_words(shown.last)}: "
            f"{_word(shown, found['in_100'])}."
        )
        yield BriefLine(
            text=f"{text} {contact_when(shown)}".strip(),
            frequency=(
                f"{futures(found['futures'], shown.members)} "
                f"(range {chance_range(found['low'], found['high'])})"
            ),
            confidence=sure,
            because=sentence(because),
        )


def _questions(shown: Shown) -> Iterator[BriefLine]:
    told = 0
    for question in shown.summary.get("outcomes", {}).values():
        best = commonest(question)
        if best is None or told == QUESTIONS:
            continue
        told += 1
        sure, because = _confidence(shown, None)
        ask = f"{question['label'].rstrip('?.: ')}?"
        often = futures(best["count"], shown.members)
        how = _word(shown, best["in_100"])
        if best["in_100"] < EVEN and shown.members >= FEW:
            how = f"the commonest of {len(question['cases'])} answers"
        said = sentence(f"{how}: {best['label']}")
        yield BriefLine(
            text=f"{ask} {said}",
            frequency=often,
            confidence=sure,
            because=sentence(because),
        )


def _decided(shown: Shown, compared: Comparison | None) -> Iterator[BriefLine]:
    sure, because = _confidence(shown, None)
    for text, often in decided(compared) if compared else ():
        yield BriefLine(
            text=text,
            frequency=often,
            confidence=sure,
            because=sentence(f"the range is only what chance leaves; {because}"),
        )


def _beside(shown: Shown, found: Beside) -> Iterator[BriefLine]:
    """Yield what the answer depends on most, and the earliest sign or that there is none."""
    told = [
        f"What the results depend on most. {found.matters.caption.title}" if found.matters else "",
        found.signs.caption.title if found.signs else "",
    ]
    sure, because = _confidence(shown, None)
    for text in filter(None, told):
        yield BriefLine(
            text=sentence(text), frequency="", confidence=sure, because=sentence(because)
        )


def _unseen(shown: Shown, risen: Mapping[str, str]) -> Iterator[BriefLine]:
    text = unseen(shown, risen)
    if text:
        yield BriefLine(
            text=text,
            frequency="",
            confidence="low",
            because=sentence(
                "nobody has ever seen it, so nothing can validate it: the range is what the stated "
                "assumptions give"
            ),
        )


def text_of(brief: Brief, head: Head) -> str:
    """Return the brief as plain text.

    Args:
        brief: of a page.
        head: what the page says first.
    """
    lines = [head.title, "", brief.bottom_line, ""]
    for line in brief.lines:
        often = f" {sentence(line.frequency)}" if line.frequency else ""
        lines += [f"- {line.text}{often}", f"  Confidence: {line.confidence}. {line.because}"]
    lines += ["", "Words of probability (judgement; the words of PHIA and ICD 203):"]
    lines += [f"  {said}: {span}" for said, span in brief.scale]
    lines += ["", *(f"Note: {notice}" for notice in head.notices), brief.limits]
    return "\n".join(lines).rstrip() + "\n"
