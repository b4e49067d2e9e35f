"""Sources in use: every number, rule and record counted once, at the source it rests on."""

import re

import pytest

import offramp
from offramp.model.numbers import judgement_count
from offramp.model.scenario import Scenario
from offramp.model.source import Source
from offramp.results.bibtex import entry, escaped, keys
from offramp.results.citations import cite_scenario
from tests.small_crisis import crisis, number


def source(title="A title", **more):
    return {"title": title, "grade": "B2", "verified": "opened", **more}


def cited(**changes):
    return {one.id: one.counts for one in cite_scenario(crisis(**changes)).citations}


def test_numbers_rules_and_records_are_counted_apart():
    other = {"value": 1, "source": "a"}
    there = other | {"unit": "1"}
    found = cited(
        sources={"a": source(), "b": source(), "unused": source()},
        quantities={
            "worth": there,
            "unease": number(0) | {"over": "actors", "each": {"AAA": other}},
        },
        measures={
            "warn": {"by": "AAA", "source": "a", "effects": [{"on": "worth", "add": there}]},
            "talk": {"by": "AAA", "source": "b", "lead_time": there | {"unit": "day"}},
            "gone": {"by": "AAA", "source": "b", "disabled": True, "lead_time": there},
        },
        events={
            "e": {
                "date": "2029-12-01",
                "known_at": "2029-12-01",
                "actor": "AAA",
                "text": "It happened.",
                "source": "b",
            }
        },
        treaties={"pact": {"title": "Pact"}},
        provisions={
            "p": {
                "treaty": "pact",
                "article": "1",
                "text": "Says.",
                "consequence": "MAY",
                "exceptions": {"x": {"when": "true", "source": "b"}},
                "source": "a",
            }
        },
    )
    assert found["a"].sections == {"quantities": 4, "measures": 1, "provisions": 1}
    assert (found["a"].numbers, found["a"].rules, found["a"].records) == (4, 2, 0)
    assert found["b"].sections == {"provisions": 1, "measures": 1, "events": 1}
    assert (found["b"].numbers, found["b"].rules, found["b"].records) == (0, 2, 1)
    assert "unused" not in found
    assert str(found["a"]) == "4 numbers, 1 provision and 1 measure"


@pytest.mark.parametrize("name", ["ardenia", "ukraine-2022"])
def test_the_counts_of_all_sources_and_judgement_add_up(name):
    scenario = offramp.load(name)
    found = offramp.cite(scenario)
    apart = [*(one.counts for one in found.citations), found.judgement, found.unsourced]
    for sort in ("numbers", "rules", "records"):
        assert sum(getattr(counts, sort) for counts in apart) == getattr(found.total, sort)
    if not any(m.disabled for m in scenario.measures.values()):
        judged, total = judgement_count(scenario)
        assert (found.judgement.numbers, found.total.numbers) == (judged, total)
    assert found.unsourced.numbers == 0
    assert {one.id for one in found.citations} | set(found.unused) == set(scenario.sources)


def test_they_come_in_order_of_their_keys_whatever_the_order_of_the_file():
    first, second = source("One"), source("Two")
    measures = {"m": {"by": "AAA", "source": "b"}, "n": {"by": "AAA", "source": "B a"}}
    one = cite_scenario(crisis(sources={"b": first, "B a": second}, measures=measures))
    two = cite_scenario(crisis(sources={"B a": second, "b": first}, measures=measures))
    assert one.bibtex() == two.bibtex()
    assert [citation.key for citation in one.citations] == ["b", "B_a"]


def test_a_run_cites_what_played_a_part(tmp_path):
    calm = offramp.load("ardenia", without=["answer"])
    run = offramp.run(calm, members=3, days=20, out=tmp_path / "run")
    every, played = offramp.cite(calm), offramp.cite(run)
    (story,) = played.citations
    assert story.counts.sections["events"] == 4  # not the rumour, nor what nobody knew
    assert every.citations[0].counts.sections["events"] == 6
    assert story.counts.sections["measures"] <= 5
    assert "red_lines" not in story.counts.sections or story.counts.sections["red_lines"] <= 1
    assert (story.counts.sections["treaties"], story.counts.sections["provisions"]) == (2, 3)
    assert played.total.numbers == every.total.numbers
    assert offramp.cite(run.path).to_dict() == played.to_dict()
    assert offramp.cite("ardenia").total.numbers == 132


def test_a_number_that_only_switched_off_items_name_plays_no_part(tmp_path):
    calm = offramp.load("ardenia", without=["assault"])
    run = offramp.run(calm, members=2, days=2, out=tmp_path / "run")
    gone = offramp.cite(calm).total.numbers - offramp.cite(run).total.numbers
    assert gone == 2  # worth_of_ground and cost_of_force


def test_bibtex_is_valid():
    text = offramp.cite("ukraine-2022").bibtex()
    entries = re.findall(r"^@misc\{([^,\s]+),$", text, re.M)
    assert len(entries) == len({key.casefold() for key in entries}) == text.count("@misc{")
    assert text.count("@") == len(entries) + sum("@" in line for line in text.splitlines()[:1])
    for block in text.split("\n\n")[1:]:
        assert block.count("{") == block.count("}")
        assert block.rstrip().endswith("\n}")
        assert not re.search(r"(?<!\\)[&%#$]", re.sub(r"  url = .*", "", block))


def test_signs_that_latex_acts_on_are_escaped():
    odd = "a\\b {c & d% #1 $2 x_y ^ ~\n end"
    said = escaped(odd)
    assert said.count("{") == said.count("}")
    assert said == (
        r"a\textbackslash{}b \textbraceleft{}c \& d\% \#1 \$2 x\_y "
        r"\textasciicircum{} \textasciitilde{} end"
    )
    given = Source.model_validate(source(odd, date="1914 to 1918", url="http://x.org/{a b}"))
    text = entry("k", given, "1 number")
    assert "  year = {1918},\n" in text
    assert "  url = {http://x.org/%7Ba%20b%7D},\n" in text


def test_keys_are_distinct_whatever_the_ids():
    found = keys(["", "é", "e", "E", "1", "日本"])
    assert list(found.values()) == ["source", "e", "e_2", "E_3", "s1", "source_2"]


def test_a_scenario_without_sources_is_all_judgement():
    found = cite_scenario(Scenario.model_validate(crisis().model_dump()))
    assert found.citations == ()
    assert found.total.numbers == found.judgement.numbers > 0
    assert "0 sources" in str(found)
