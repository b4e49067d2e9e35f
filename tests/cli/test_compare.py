"""compare: alternatives from the command line."""

import json

import pytest
import typer

from offramp.cli.alternatives import Part, different, of_either, of_name, of_option


def test_parts_say_what_they_are_or_take_the_word_of_their_option():
    found = of_option("force", "UN:zone@2030-04-01 + beg@2030-04-02+forbid AAA:shield")
    assert found.name == "force UN:zone@2030-04-01 + beg@2030-04-02+forbid AAA:shield"
    assert found.parts == (
        Part("force", "zone", "UN", "2030-04-01"),
        Part("force", "beg", "", "2030-04-02"),
        Part("forbid", "shield", "AAA"),
    )
    assert of_name("UN zone: force UN:zone@2030-04-01 + overlay hope").name == "UN zone"
    assert of_name("a: with hope+without strain").parts == (
        Part("with", "hope"),
        Part("without", "strain"),
    )


def test_an_overlay_whose_name_has_a_plus_is_one_if_it_is_there(tmp_path):
    path = tmp_path / "a+b.yaml"
    path.touch()
    assert of_option("with", str(path)).parts == (Part("with", str(path)),)
    assert len(of_option("with", "a+b").parts) == 2


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (lambda: of_name("zone"), "has no name"),
        (lambda: of_name(" : forbid shield"), "has no name"),
        (lambda: of_name("zone: "), '"zone" does not say what it changes: write "zone: force'),
        (lambda: of_name("as it is: forbid shield"), "is what the scenario itself is called"),
        (lambda: of_name("zone: shield"), "does not say what to do: begin with force"),
        (lambda: of_option("force", "zone"), "lacks a day: write MEASURE@DATE"),
        (lambda: of_option("force", "zone@"), "lacks a day"),
        (lambda: of_option("forbid", "a++b"), "a part names nothing"),
        (lambda: of_option("forbid", "a+force a@2030-01-01"), "both forbidden and to come"),
        (
            lambda: different([of_option("forbid", "a")] * 2),
            'are called "forbid a"',
        ),
    ],
)
def test_what_is_not_written_so_is_refused(read, said):
    with pytest.raises(typer.BadParameter, match=said):
        read()


@pytest.mark.parametrize("text", ["", " ", "zone", "zone: ", "zone: shield", "as it is: forbid a"])
def test_a_decision_that_is_wrong_names_its_own_option(text):
    with pytest.raises(typer.BadParameter) as caught:
        of_either(text)
    assert caught.value.param_hint == "--between"


def test_no_alternative_is_called_as_the_scenario_itself_is(call):
    text = "as it is: forbid city_assault"
    assert call("compare", "ardenia", "--alternative", text).exit_code == 2


def test_an_impossible_force_is_one_sentence_and_status_2(call):
    done = call("compare", "ardenia", "--force", "BBB:buffer_zone@2030-03-20")
    assert done.exit_code == 2
    assert '"buffer_zone" is not for BBB to take' in done.stderr
    assert "LEA carries it out, CCC may propose it" in done.stderr


def test_a_named_alternative_with_its_chains(call):
    text = "zone: force CCC:buffer_zone@2030-03-20 + forbid city_assault"
    done = call("compare", "ardenia", "--alternative", text, "--members", 12)
    assert done.exit_code == 0, done.stderr
    assert "As it is -> zone: A buffer zone held by the League: in force on 20 March 2030;" in (
        done.stdout
    )
    assert "pairing ×" in done.stdout
    assert "\n What makes the difference: chains of events" in done.stdout
    assert "puts “A buffer zone held by the League” in force" in " ".join(done.stdout.split())
    assert max(len(line) for line in done.stdout.splitlines()) <= 100
    done = call("compare", "ardenia", "--alternative", text, "--members", 12, "--json")
    zone = json.loads(done.stdout)["alternatives"]["zone"]
    assert zone["laid"] == ["forbid city_assault", "force buffer_zone@2030-03-20"]
    assert zone["chains"][0]["chains"][0]["told"][0]["sentence"]
