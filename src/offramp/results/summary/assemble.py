"""The whole summary of a run."""

from typing import Any

from offramp.model.numbers import judgement_count
from offramp.results.data import RunData
from offramp.results.summary.contact import contact
from offramp.results.summary.forecast import one_day_ahead
from offramp.results.summary.happenings import happenings
from offramp.results.summary.indicators import indicators
from offramp.results.summary.measures import measures
from offramp.results.summary.outcomes import outcomes
from offramp.results.summary.people import arrivals, hosted, trapped
from offramp.results.summary.scores import arrival_scores
from offramp.results.summary.strain import strain


def summarise(data: RunData, chains: dict[str, Any]) -> dict[str, Any]:
    """Return the summary of a run, as plain data that JSON can hold.

    Args:
        data: of the run.
        chains: from `chain_summary`.

    The keys are: scenario, outcomes, indicators, arrivals, hosted (empty without counts), strain,
    trapped, measures, contact, events, chains, scores (`new_arrivals`, `one_day_ahead`; None where
    nothing observed is at hand), judgement, limits. The run adds seed and members.
    """
    scenario = data.scenario
    judged, total = judgement_count(scenario)
    return {
        "scenario": {
            "id": scenario.id,
            "title": scenario.title,
            "start": str(scenario.start),
            "as_of": str(scenario.as_of),
            "days": data.days,
        },
        "outcomes": outcomes(data),
        "indicators": indicators(data),
        "arrivals": arrivals(data),
        "hosted": hosted(data),
        "strain": strain(data),
        "trapped": trapped(data),
        "measures": measures(data),
        "contact": contact(data),
        "events": happenings(data),
        "chains": chains,
        "scores": {"new_arrivals": arrival_scores(data), "one_day_ahead": one_day_ahead(data)},
        "judgement": {"judged": judged, "total": total},
        "limits": scenario.limits,
    }
