"""The verbs that ask a scenario a question: what they print, write and refuse."""

import json

import pytest

import offramp


def test_examine_prints_writes_and_goes_on_where_it_was(call, tmp_path):
    words = ("examine", "ardenia", "--mechanisms", "assault,corridor", "--members", 20)
    first = call(*words, "--out", "kept", "--markdown", "tables.md")
    assert first.exit_code == 0, first.stderr
    assert "assault  An assault empties a city" in first.stdout
    assert "Of 2 mechanisms: " in first.stdout
    assert max(map(len, first.stdout.splitlines())) <= 100
    marked = tmp_path.joinpath("tables.md").read_text(encoding="utf-8")
    assert "| corridor Escorted convoys open sieges |" in marked
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")}
    assert len(files) == 3
    again = call(*words, "--out", "kept")
    assert again.stdout == first.stdout
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npz")} == files


def test_examine_tells_links_and_gives_json(call):
    done = call("examine", "ardenia", "--links", "--members", 20, "--json")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)["sets"]["as it is"]
    assert told["mechanisms"] == {}
    assert told["links"].keys() == offramp.load("ardenia").links.keys()
    assert sum(told["counts"]["links"].values()) == len(told["links"])


def test_sweep_holds_a_number_and_never_counts_what_nobody_has_seen(call):
    words = ("ladder.reply.up", "--values", "0.1,2", "--members", 20)
    done = call("sweep", "ardenia", *words, "--read", "confrontation.war,confrontation.lethal")
    assert done.exit_code == 0, done.stderr
    war = done.stdout.partition("are at war")[2].partition("first value -> last")[0]
    assert "unvalidated" in war
    assert "as drawn" in war
    found = json.loads(call("sweep", "ardenia", *words, "--json").stdout)
    for row in found["sets"]["as it is"]["rows"]:
        assert row["reads"]["confrontation.war"].keys() == {"low", "median", "high", "validated"}
        assert "count" in row["reads"]["confrontation.lethal"]


def test_a_question_is_asked_elsewhere_with_the_same_answer(call, monkeypatch):
    words = ("sweep", "ardenia", "meeting_rate", "--values", "0.1", "--members", 8, "--json")
    here, there = call(*words), call(*words, "--processes", 1, "--block", 4)
    assert there.exit_code == 0, there.stderr
    assert there.stdout == here.stdout
    monkeypatch.setattr("offramp.ensemble.cluster.SECONDS_TO_ANSWER", 0.5)
    gone = call(*words, "--on", "tcp://127.0.0.1:9")
    assert gone.exit_code == 1
    said = " ".join(gone.stderr.split())
    assert said.startswith("offramp: no Dask scheduler answers at tcp://127.0.0.1:9: start one")


def test_sweep_sets_assumption_sets_side_by_side(call, tmp_path):
    for name, value in (("mild", 1), ("harsh", 4)):
        text = f"quantities: {{worth_of_relief: {{value: {value}}}}}\n"
        tmp_path.joinpath(f"{name}.yaml").write_text(text, encoding="utf-8")
    words = ("meeting_rate", "--values", "0.1", "--members", 20, "--read", "confrontation.lethal")
    done = call("sweep", "ardenia", *words, "--set", "mild.yaml", "--set", "harsh.yaml")
    assert done.exit_code == 0, done.stderr
    assert "0.1, mild.yaml" in done.stdout
    assert "0.1, harsh.yaml" in done.stdout


def test_sweep_without_a_number_names_those_that_move_a_result(call):
    done = call("sweep", "ardenia", "--read", "trapped_days", "--members", 200)
    assert done.exit_code == 0, done.stderr
    assert "\n  1 departure share, below " in done.stdout
    refused = call("sweep", "ardenia", "--values", "1")
    assert refused.exit_code == 2


def test_deadline_gives_a_table_and_json(call):
    words = ("--measure", "truce_mediation", "--avert", "confrontation.lethal", "--members", 20)
    done = call("deadline", "ardenia", *words, "--dates", "2030-03-12,2030-04-10")
    assert done.exit_code == 0, done.stderr
    assert "Corland mediates a truce" in done.stdout
    assert "=> " in done.stdout
    told = json.loads(call("deadline", "ardenia", *words, "--every", 30, "--json").stdout)
    ramp = told["sets"]["as it is"][0]
    assert [one["date"] for one in ramp["dates"]] == ["2030-03-12", "2030-04-11"]
    assert "last_responsible_day" in ramp


def test_deadline_needs_a_free_day(call, tmp_path):
    tmp_path.joinpath("short.yaml").write_text("days: 11\n", encoding="utf-8")
    words = ("--measure", "aid_escort", "--avert", "trapped_days", "--members", 10)
    done = call("deadline", "ardenia", *words, "--overlay", "short.yaml")
    assert done.exit_code == 2, done.stdout
    said = " ".join(done.stderr.split())
    assert 'no day is left to decide on "aid_escort": history decides until 2030-03-11' in said


def test_a_set_may_switch_off_what_is_read(call, tmp_path):
    tmp_path.joinpath("on.yaml").write_text("quantities: {}\n", encoding="utf-8")
    off = "indicators: {trapped_days: {disabled: true}}\n"
    tmp_path.joinpath("off.yaml").write_text(off, encoding="utf-8")
    sets = ("--set", "on.yaml", "--set", "off.yaml", "--members", 20)
    swept = ("meeting_rate", "--values", "0.1,0.2", "--read", "trapped_days")
    done = call("sweep", "ardenia", *swept, *sets)
    assert done.exit_code == 0, done.stderr
    assert "first value -> last (off.yaml): not assessed" in done.stdout
    dated = ("--measure", "aid_escort", "--avert", "trapped_days", "--every", 30)
    done = call("deadline", "ardenia", *dated, *sets, "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["sets"]["off.yaml"][0]["never"] == {"assessed": False}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("examine", "ardenia", "--mechanisms", "strian"), 'did you mean "strain"'),
        (("examine", "ardenia", "--link", "nothing"), 'there is no link "nothing"'),
        (("examine", "ardenia", "--markdown", "no/where.md"), "there is no folder"),
        (("sweep", "ardenia", "meeting_rte"), 'did you mean "meeting_rate"'),
        (("sweep", "ardenia", "meeting_rate", "--values", "much"), "write numbers with commas"),
        (("sweep", "ardenia", "meeting_rate", "--values", "-1"), "it is at least 0"),
        (("sweep", "ardenia", "strain_limit"), "give --values"),
        (("sweep", "ardenia", "meeting_rate", "--read", "wra"), 'nothing called "wra"'),
        (("sweep", "ardenia", "meeting_rate", "--set", "nobody"), "nobody"),
        (("sweep", "ardenia", "meeting_rate", "--values", "0.1,inf"), "finite numbers only"),
        (("sweep", "ardenia", "meeting_rate", "--values", "nan"), "finite numbers only"),
        (("sweep", "ardenia", "meeting_rate", "--read", ","), "names nothing"),
        (("sweep", "ardenia", "--processes", 2, "--on", "tcp://h:1"), "give --processes or --on"),
        (("examine", "ardenia", "--link", ","), "names nothing"),
        (("deadline", "ardenia", "--measure", ",", "--avert", "trapped_days"), "--measure"),
        (("deadline", "ardenia", "--measure", "aid_escort", "--avert", ","), "--avert"),
        (("deadline", "ardenia", "--measure", "x", "--avert", "trapped_days"), "no measure"),
        (
            (
                *("deadline", "ardenia", "--measure", "aid_escort"),
                *("--avert", "trapped_days", "--dates", "soon"),
            ),
            "is no date: write dates with commas between them, as 2030-04-01",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused(call, words, said):
    done = call(*words)
    assert done.exit_code == 2, done.stdout
    assert said in " ".join(done.stderr.split())


def test_an_interrupt_shows_what_is_whole(call, monkeypatch):
    from offramp.ensemble.asking import Asking

    answers = Asking.answers
    asked: list[object] = []

    def stopped(self, scenario):
        asked.append(scenario)
        if len(asked) > 2:
            raise KeyboardInterrupt
        return answers(self, scenario)

    monkeypatch.setattr(Asking, "answers", stopped)
    done = call("examine", "ardenia", "--members", 10)
    assert done.exit_code == 130
    assert "STOPPED EARLY" in done.stdout
    assert "Of 1 mechanisms" in done.stdout
    assert "stopped by you" in done.stderr
    asked[:] = [None, None]
    nothing = call("examine", "ardenia", "--members", 10)
    assert nothing.exit_code == 130
    assert "stopped before anything was finished" in nothing.stderr


def test_python_asks_the_same_questions():
    scenario = offramp.load("ardenia")
    found = offramp.examine(scenario, ["assault"], members=10)
    assert str(found).startswith("Ardenia, a war that never was")
    swept = offramp.sweep("ardenia", "meeting_rate", quantiles=2, members=10)
    assert len(swept.to_dict()["sets"]["as it is"]["rows"]) == 3
    late = offramp.deadline(scenario, ["aid_escort"], ["trapped_days"], every=30, members=10)
    assert late.to_dict()["share"] == 0.5
    with pytest.raises(offramp.ScenarioError, match="no mechanism"):
        offramp.examine(scenario, ["nothing"])
    with pytest.raises(offramp.ScenarioError, match="`measures` names nothing"):
        offramp.deadline(scenario, [], ["trapped_days"])
    with pytest.raises(offramp.ScenarioError, match="`avert` names nothing"):
        offramp.deadline(scenario, ["aid_escort"], [])
    with pytest.raises(offramp.ScenarioError, match="`links` names nothing"):
        offramp.examine(scenario, links=[])
    changed = scenario.model_copy(update={"days": 20})
    with pytest.raises(Exception, match="write the change as an overlay"):
        offramp.examine(changed)


def test_sweep_draws_what_matters_and_goes_on_where_it_was(call, tmp_path):
    words = ("sweep", "ardenia", "--read", "trapped_days", "--members", 200, "--out", "kept")
    done = call(*words, "--picture", "matters.svg")
    assert done.exit_code == 0, done.stderr
    drawn = tmp_path.joinpath("matters.svg").read_text(encoding="utf-8")
    assert "What moves “Person-days trapped” most is" in drawn
    assert "#E69F00".lower() in drawn.lower()
    assert call(*words).stdout == done.stdout
    told = json.loads(call(*words, "--json").stdout)
    assert told["futures"] == 200
    assert 0 <= told["reads"]["trapped_days"]["variance"]["not_known"] <= 1


def test_a_picture_is_looked_at_before_any_future_is_run(call, monkeypatch):
    def ran(*_, **__):
        raise AssertionError

    monkeypatch.setattr(offramp, "matters", ran)
    for path, said in (("no/where.svg", "there is no folder no"), ("it.txt", "end in .svg")):
        done = call("sweep", "ardenia", "--picture", path)
        assert done.exit_code == 2
        assert said in " ".join(done.stderr.replace("│", " ").split())


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_loses_the_picture_and_not_the_answer(call, tmp_path):
    words = ("sweep", "ardenia", "--read", "trapped_days", "--members", 60)
    done = call(*words, "--picture", "matters.svg")
    assert done.exit_code == 1
    assert "the disk is full" in done.stderr
    assert done.stdout == call(*words).stdout
    assert not list(tmp_path.iterdir())


def test_sweep_ranks_groups_and_splits_one(call):
    words = ("sweep", "ardenia", "--read", "trapped_days", "--method", "morris")
    done = call(*words, "--members", 50, "--groups", "stem", "--within", "departure_share")
    assert done.exit_code == 0, done.stderr
    assert "everything else" in done.stdout
    found = json.loads(call(*words, "--members", 50, "--json").stdout)
    groups = [one["group"] for one in found["reads"]["trapped_days"]["indices"]]
    assert {"displacement", "measures", "chance"} <= set(groups)
    assert found["futures"] <= 50


def test_sweep_finds_where_two_decisions_change_places(call):
    words = ("sweep", "ardenia", "--read", "trapped_days", "--members", 60)
    one = ("--between", "truce first: order truce_mediation@2030-03-14")
    other = ("--between", "order buffer_zone@2030-03-14")
    found = json.loads(call(*words, *one, *other, "--json").stdout)
    assert found["sides"] == ["truce first", "order buffer_zone@2030-03-14"]
    assert len(found["reads"]["trapped_days"]["assumptions"]) == 5
    done = call(*words[:2], "departure_share", *words[2:], *one)
    assert done.exit_code == 0, done.stderr
    assert "departure share" in done.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--picture", "it.txt"), "end in .svg, .png or .pdf"),
        (("--method", "sobol", "--members", 20), "give --members 44, or coarser groups"),
        (("--method", "morris", "--within", "wrong"), 'there is no group "wrong"'),
        (("--within", "measures"), "needs --method sobol or morris"),
        (("--between", "order truce_mediation@2030-03-14"), "--between: needs --read"),
        (("--between", "truce", "--read", "deaths"), "has no name"),
        (("--read", "deths"), 'nothing called "deths"'),
        (("meeting_rate", "--method", "sobol"), "no QUANTITY"),
        (("nothing", "--between", "forbid buffer_zone", "--read", "deaths"), "no assumption"),
    ],
)
def test_what_cannot_matter_is_refused_in_a_sentence(call, words, said):
    done = call("sweep", "ardenia", *words)
    assert done.exit_code in {1, 2}
    assert "Traceback" not in done.stderr
    assert said in " ".join(done.stderr.replace("│", " ").split())
