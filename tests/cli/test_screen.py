"""The closing screen: one screen, in order, ranges where only ranges are honest."""

from types import SimpleNamespace

import pytest

from offramp.cli.screen.chains import MOST, short_steps
from offramp.cli.screen.closing import TALLEST, closing
from offramp.cli.screen.contact import contact, more_questions
from offramp.cli.screen.measures import measures
from offramp.cli.screen.people import new_arrivals
from offramp.cli.screen.style import styled


@pytest.mark.parametrize("width", [80, 100])
def test_it_fits(run, width):
    lines = closing(run, width, seconds=3.2)
    assert max(len(line) for line in lines) <= max(width, len(lines[-1]))
    assert len(lines) <= TALLEST


def test_its_parts_stand_in_order(run):
    lines = closing(run, 100)
    heads = [line for line in lines if line[:1].isdigit() and line[1:3] == "  "]
    assert [head[0] for head in heads] == ["1", "2", "3", "4"]
    text = " ".join(" ".join(lines).split())
    assert text.index("quantities are judgement") < text.index(run.summary["limits"])
    assert lines[-1] == f"Kept in {run.path}. Next: offramp explain {run.path}"


def test_styles_change_no_word(run):
    for line in closing(run, 100):
        assert styled(line).plain == line


def test_new_arrivals_are_counted_from_the_as_of_date(run):
    ahead = new_arrivals(run)
    assert list(ahead) == [7, 14, 30]
    totals = run.series["arrivals_total"].sel(hosts="CCC").values
    known = run.scenario.as_of_day
    gained = sorted(totals[:, known + 7] - totals[:, known])
    found = ahead[7]["CCC"]
    assert gained[0] <= found.low <= found.median <= found.high <= gained[-1]


def test_what_was_seen_stands_beside_and_is_marked_where_it_lies_outside(run, monkeypatch):
    counts = run.summary["arrivals"]["CCC"]
    later, known = counts["2030-03-18"], counts["2030-03-11"]["observed"]
    assert known > 0
    monkeypatch.setitem(later, "observed", known + 9_000_000)
    lines = closing(run, 100)
    row = next(line for line in lines if line.startswith("   Corland"))
    assert "9,000!" in row
    assert any("counted later, not used by the run; ! outside the range" in line for line in lines)


def test_a_run_that_stopped_early_says_so(run, monkeypatch):
    told = SimpleNamespace(**{**vars(run.manifest), "complete": False, "member_range": [0, 90]})
    monkeypatch.setattr(run, "manifest", told)
    assert "STOPPED EARLY: 30 of 90 futures; all below is of these." in closing(run, 100)


def question(label="How?", cases=3):
    return {
        "label": label,
        "cases": [{"label": f"way {n}", "count": n, "in_100": float(n)} for n in range(cases)],
    }


def summary(**more):
    unseen = {"label": "war", "low": 0.0, "high": 0.04, "assumption": "Guesses.", "id": "war"}
    course = question()
    course["cases"].append(unseen)
    return {"members": 100, "contact": {}, "outcomes": {"course": course} | more}


def test_what_nobody_has_seen_gets_a_range_and_never_a_frequency():
    text = " ".join(" ".join(contact(summary(), 100)).split())
    assert "Never seen, unvalidated: war, <1 to 4 in 100. Assumes: Guesses." in text
    assert "Of 100 futures: way 1 1; way 2 2." in text


def test_a_shared_assumption_is_told_once():
    other = {"label": "Other?", "cases": summary()["outcomes"]["course"]["cases"]}
    text = " ".join(contact(summary(other=other), 100))
    assert text.count("Assumes") == 1


@pytest.mark.parametrize("room", [0, 1, 3, 20])
def test_further_questions_take_no_more_room_than_there_is(room):
    asked = {f"q{n}": question("x" * 60 + "?", cases=9) for n in range(4)}
    lines = more_questions(summary(**asked), 80, room)
    assert len(lines) <= room
    assert all(len(line) <= 80 for line in lines)


def crowd(number):
    """A run with many measures: half decided together and a step up, two idle, one history."""
    found, declared = {}, {}
    for n in range(number):
        later = dict.fromkeys(("proposed", "adopted", "rejected", "in_force"), max(n - 2, 0))
        found[f"m{n}"] = {
            "label": f"measure number {n} with quite a long name to it",
            "after_as_of": later,
            "observed": {"in_force": "2030-03-04"} if n in {0, 5} else {},
        }
        rung = "warning" if n % 2 else ""
        together = "consensus" if n % 3 else "unilateral"
        declared[f"m{n}"] = SimpleNamespace(rung=rung, procedure=together)
    return SimpleNamespace(
        summary={"measures": found}, members=100, scenario=SimpleNamespace(measures=declared)
    )


@pytest.mark.parametrize("number", [0, 1, 4, 40])
@pytest.mark.parametrize("width", [80, 100])
def test_measures_keep_within_their_room(number, width):
    lines = measures(crowd(number), width, room=12)
    assert len(lines) <= 12
    assert all(len(line) <= width for line in lines)


def test_measures_say_what_is_history_and_who_decides_alone():
    lines = measures(crowd(12), 100, room=30)
    text = "\n".join(lines)
    assert "Decided together, a step up the ladder" in lines[0]
    assert "number 5" in text
    assert "3 3 3 h" in text
    assert "- 7 7" in text
    idle, history = measures(crowd(2), 100, room=30)[-2:]
    assert "In no future: measure number 1" in idle
    assert "Only in history: measure number 0" in history


def test_long_chains_leave_out_their_middle(run):
    step = {"kind": "proposed", "actor": "", "target": "", "place": ""}
    names = list(run.scenario.measures) * 2
    told = short_steps(run.scenario, [step | {"item": name} for name in names])
    assert len(told) == MOST
    assert f"({len(names) - MOST + 1} more)" in told


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (("observed", "invasion", "", ""), "invasion"),
        (("phase", "open", "", "capital"), "fighting in Ardenport"),
        (("threshold", "many_trapped", "", ""), "many people want to leave and cannot"),
        (("lethal", "stray_shell", "", ""), "A stray shell falls in Corland with people killed"),
        (("rung_up", "war", "", ""), "up the ladder to War of the League and Borvia"),
        (("outcome", "confrontation", "war", ""), "the League and Borvia are at war"),
        (("in_force", "city_assault", "", ""), "Assault on Ardenport in force"),
    ],
)
def test_steps_in_short_words(run, step, says):
    kind, item, target, place = step
    given = {"kind": kind, "item": item, "actor": "", "target": target, "place": place}
    assert short_steps(run.scenario, [given])[0].casefold() == says.casefold()


def test_only_the_last_stage_of_a_measure_is_told(run):
    base = {"item": "aid_escort", "actor": "", "target": "", "place": ""}
    steps = [base | {"kind": kind} for kind in ("proposed", "adopted", "in_force")]
    assert short_steps(run.scenario, steps) == ["Aid convoys escorted by willing states in force"]
