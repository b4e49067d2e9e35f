"""History decides while it is known, and nothing known later is read."""

from offramp.model.measure import Stage
from tests.small_crisis import crisis, events, number, run

ALWAYS = {"AAA": {"opportunity": number(1e6, "1/day")}}


def _event(**more):
    base = {"date": "2030-01-02", "known_at": "2030-01-02", "actor": "AAA", "text": "It warns."}
    return base | {"measure": "warn", "stage": "in_force", "verified": True} | more


def _run(known_until, days=4, **happened):
    quantities = {"sure": number(50)}
    measures = {"warn": {"by": "AAA", "utility": {"sure": "sure"}}}
    scenario = crisis(
        as_of=known_until,
        events=happened,
        actors=ALWAYS,
        quantities=quantities,
        measures=measures,
    )
    return run(scenario, days, 20)


def test_history_decides_until_the_as_of_date():
    state = _run("2030-01-03", step=_event())
    assert {event["day"] for event in events(state, "in_force")} == {1}
    assert {event["rule"] for event in events(state, "in_force")} == {"events.step"}


def test_choice_is_free_after_it():
    state = _run("2030-01-02")
    assert {event["day"] for event in events(state, "in_force")} == {2}


def test_what_became_known_later_imposes_nothing():
    state = _run("2030-01-02", days=2, step=_event(known_at="2030-01-03"))
    assert (state["stage"] == Stage.idle).all()


def test_what_was_not_verified_imposes_nothing():
    state = _run("2030-01-02", days=2, step=_event(verified=False))
    assert (state["stage"] == Stage.idle).all()


def test_causes_are_those_on_record_and_those_behind_the_condition():
    root = _event(date="2030-01-01", known_at="2030-01-01", measure="", stage="", text="Attack.")
    state = _run("2030-01-02", root=root, step=_event(because="root"))
    attack = {e["member"]: e["event"] for e in events(state, "observed", "root")}
    for event in events(state, "in_force"):
        assert event["causes"] == [attack[event["member"]]]
