"""Decisions may be free while what is observed stays imposed."""

from tests.small_crisis import crisis, events, number, run

ALWAYS = {"AAA": {"opportunity": number(1e6, "1/day")}}


def _event(**more):
    base = {"date": "2030-01-02", "known_at": "2030-01-02", "actor": "AAA", "text": "It happened."}
    return base | {"verified": True} | more


def _crisis(**more):
    happened = {
        "plain": _event(date="2030-01-03", known_at="2030-01-03"),
        "early": _event(
            date="2030-01-01", known_at="2030-01-01", measure="shout", stage="in_force"
        ),
        "step": _event(measure="warn", stage="in_force"),
    }
    measures = {
        "warn": {"by": "AAA", "utility": {"sure": "sure"}, "duration": number(1, "day")},
        "shout": {"by": "BBB"},
    }
    return crisis(
        as_of="2030-01-04",
        events=happened,
        measures=measures,
        actors=ALWAYS,
        quantities={"sure": number(50), "often": number(50, "1/day")},
        contacts={
            "patrol": {
                "dyad": "AAA_BBB",
                "rates": {"deliberate": "often"},
                "lethal": number(1),
                "rung": "clash",
            }
        },
        days=8,
        **more,
    )


def test_steps_are_imposed_and_contact_comes_only_until_then():
    state = run(_crisis(decided_until="2030-01-01"), 4, 10)
    assert {e["rule"] for e in events(state, "in_force", "warn")} == {"measures.warn"}
    assert {e["rule"] for e in events(state, "in_force", "shout")} == {"events.early"}
    assert {e["day"] for e in events(state, "lethal")} == {1, 2, 3}
    assert {e["day"] for e in events(state, "observed", "plain")} == {2}
    assert (state["signal_count"][:, state.layout.signal("step")] == 0).all()


def test_nothing_is_free_before_the_as_of_date_without_it():
    state = run(_crisis(), 4, 10)
    assert {e["rule"] for e in events(state, "in_force", "warn")} == {"events.step"}
    assert not events(state, "lethal")


def test_with_the_day_before_the_start_all_is_free_from_the_first_day():
    state = run(_crisis(decided_until="2029-12-31"), 1, 10)
    assert len(events(state, "in_force", "warn")) == 10
    assert len(events(state, "lethal")) == 10
    assert not events(state, "in_force", "shout")


def test_what_an_item_says_itself_comes_first():
    scenario = _crisis(decided_until="2029-12-31")
    patrol = scenario.contacts["patrol"].model_copy(update={"observed_until": scenario.as_of})
    state = run(scenario.model_copy(update={"contacts": {"patrol": patrol}}), 4, 10)
    assert not events(state, "lethal")
