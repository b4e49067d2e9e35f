import json

import numpy as np
import pytest

from offramp.ensemble.examination import Examination
from offramp.ensemble.examine import findings, tasks
from offramp.model.problems import ScenarioError
from offramp.reading.variants import laid_over, part_of, tree_of
from tests.ensemble.asked import DAYS, LINKS, MECHANISMS, Engines, asking, small


@pytest.fixture(scope="module")
def reading(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def found(reading):
    todo = tasks({"as it is": reading}, list(MECHANISMS), list(LINKS))
    engines = Engines()
    told = []
    asked = asking(200, engines=engines, progress=lambda *at: told.append(at))
    ones = tuple(one for _, one in findings(asked, todo))
    assert engines.made == 6  # as it is, pain 0, pain 2, spare, chance, and both at once
    assert told[0] == (0, 1200)
    assert told[-1] == (1200, 1200)
    head = {"id": "small", "title": "A small crisis", "limits": "Made up."}
    return Examination(head, 200, 1, {"as it is": ones})


def by_id(found, kind):
    return found.to_dict()["sets"]["as it is"][kind]


def test_a_sure_effect_moves_every_future_by_what_it_does(found):
    one = by_id(found, "mechanisms")["hurt"]["expected"]["pain"]
    assert one["base"]["mean"] == DAYS
    assert one["other"]["mean"] == 0
    difference = one["difference"]
    assert (difference["mean"], difference["low"], difference["high"]) == (-DAYS, -DAYS, -DAYS)
    assert (difference["lower"], difference["higher"], difference["same"]) == (200, 0, 0)
    assert one["verdict"] == "agreed"


def test_mechanisms_get_the_verdict_that_their_indicators_earn(found):
    verdicts = {name: one["verdict"] for name, one in by_id(found, "mechanisms").items()}
    assert verdicts == {
        "hurt": "as expected",
        "heal": "contrary",
        "idle": "nothing recorded moves",
        "chance": "can't say",
        "both": "in part",
    }


def test_what_moved_beside_what_was_expected_is_shown(found):
    assert list(by_id(found, "mechanisms")["chance"]["others"]) == []
    assert by_id(found, "mechanisms")["idle"]["others"] == {}


def test_links_get_the_probability_of_their_sign(found):
    links = by_id(found, "links")
    assert {name: one["verdict"] for name, one in links.items()} == {
        "up": "as claimed",
        "against": "opposite",
        "coin": "undecided",
        "unknown": "claimed unknown",
        "none": "as claimed",
    }
    assert links["up"]["up_of_moved"]["share"] == 1
    assert links["up"]["difference"]["mean"] == DAYS
    coin = links["coin"]["up_of_moved"]
    assert coin["low"] < 0.5 < coin["high"]
    assert links["none"]["up_of_moved"] is None


def test_no_effect_cannot_be_told_at_the_nominal_rate(reading):
    trials = 60
    called = sum(
        one.verdict != "can't say"
        for seed in range(trials)
        for _, one in findings(asking(30, seed=seed), tasks({"as it is": reading}, ["chance"], []))
    )
    assert called <= 0.05 * trials + 4 * (0.05 * 0.95 * trials) ** 0.5
    assert called >= 1


def test_it_reads_well_and_goes_into_json_and_markdown(found):
    lines = found.lines(100)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= 100
    assert "not who is right about the world" in " ".join(text.split())
    assert "Of 5 mechanisms: 1 as expected, 1 in part, 1 can't say, 1 contrary" in text
    assert "Of 5 links: 2 as claimed, 1 opposite, 1 undecided, 1 claimed unknown." in text
    assert "expected down: agreed" in text
    assert json.loads(json.dumps(found.to_dict())) == found.to_dict()
    marked = found.markdown()
    assert (
        "| hurt It | pain in all | 20 | 0 | -20 (-20 to -20) | 0/100/0 |  | expected down: agreed |"
        in marked
    )
    assert "| 1.00 (0.98 to 1.00) | as claimed |" in marked


def test_what_nobody_has_seen_has_no_figure(found):
    said = json.dumps(found.to_dict())
    for one in by_id(found, "mechanisms").values():
        for name, told in {**one["expected"], **one["others"]}.items():
            if name.startswith("hazard.") or name == "end.war":
                assert told["validated"] is False
                assert "mean" not in {*told["base"], *told["difference"]}
    assert "NaN" not in said


def test_kept_answers_are_not_run_again(reading, tmp_path):
    todo = tasks({"as it is": reading}, ["hurt", "heal"], ["coin"])
    first, again = Engines(), Engines()
    one = [f.to_dict() for _, f in findings(asking(out=tmp_path, engines=first), todo)]
    told = []
    asked = asking(out=tmp_path, engines=again, progress=lambda *at: told.append(at))
    two = [f.to_dict() for _, f in findings(asked, todo)]
    assert (first.made, again.made) == (4, 0)
    assert one == two
    assert told[-1] == (160, 160)
    assert len(list(tmp_path.rglob("*.npz"))) == 4
    next(iter(tmp_path.rglob("*.npz"))).write_bytes(b"damaged")
    assert [f.to_dict() for _, f in findings(asking(out=tmp_path, engines=again), todo)] == one
    assert again.made == 1


def test_an_interrupt_keeps_what_is_whole(reading, tmp_path):
    todo = tasks({"as it is": reading}, ["hurt", "heal"], [])

    def stop(done, _):
        if done > 80:
            raise KeyboardInterrupt

    asked = asking(out=tmp_path, progress=stop)
    with pytest.raises(KeyboardInterrupt):
        list(findings(asked, todo))
    assert len(list(tmp_path.rglob("*.npz"))) == 2
    engines = Engines()
    assert len(list(findings(asking(out=tmp_path, engines=engines), todo))) == 2
    assert engines.made == 1


def test_another_seed_or_number_of_futures_is_another_answer(reading):
    keys = {asking(40).key(reading.scenario), asking(41).key(reading.scenario)}
    assert len({*keys, asking(40, seed=2).key(reading.scenario)}) == 3


def test_an_overlay_that_does_not_fit_is_said_before_anything_is_run(reading):
    with pytest.raises(ScenarioError, match="there is no item"):
        laid_over(reading, tree_of({"disable": ["measures.nothing"]}))
    assert part_of(reading, "mechanisms.nothing.off").entries == {}
    assert laid_over(reading) is reading


def test_the_same_side_gives_the_same_bits(reading):
    one, two = asking(), asking()
    for each in (one, two):
        each.expect([each.key(reading.scenario)])
    ours, theirs = one.answers(reading.scenario), two.answers(reading.scenario)
    for name, values in ours.numbers.items():
        assert np.array_equal(values, theirs.numbers[name], equal_nan=True)
