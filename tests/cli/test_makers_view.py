"""The chains of a comparison on the screen: each step once, under a name that was given."""

import pytest

from offramp.cli.views.makers import makers


def step(item):
    return {"kind": "lethal", "item": item, "target": ""}


def chain(items, only="other", **counts):
    told = [
        {
            "sentence": f"On 1 May 2030 (day 3): {item} happens.",
            "law": "",
            "where": "f:1",
            "rule": "",
        }
        for item in items
    ]
    given = {"futures": 4, "against": 0, "others": 0, "example": {"member": 7}} | counts
    return given | {"only": only, "steps": [step(item) for item in items], "told": told}


def subject(name, chains, way="appears", futures=5, question="How far?"):
    return {
        "section": "outcomes" if question else "indicators",
        "id": name,
        "label": name,
        "question": question,
        "way": way,
        "futures": futures,
        "others": 20,
        "chains": chains,
    }


def test_steps_that_a_chain_shares_with_one_before_are_told_once():
    found = [
        subject("killed", [chain("abc", others=1, against=2)]),
        subject("killed", [], way="vanishes", futures=3),
        subject("none killed", [chain("ab")]),
        subject("fled", [chain("abd")], question="Where to?"),
        subject("hurt", [chain("abde")], way="worse", question=""),
    ]
    said = " ".join(" ".join(makers(found, 100)).split())
    other = "(in none of the 20 other futures), as future 7 tells it: chain"
    happens = "happens. [f:1]"
    assert said.partition(" one side only ")[2] == (
        "How far? “killed”: in 5 futures it comes only with the decision (3 the other way). In 4 "
        "of them this happens only with the decision, in 2 only without the decision (so too in "
        "1 of the 20 other futures), as future 7 tells it: chain A: "
        f"1. On 1 May 2030 (day 3): a {happens} 2. On 1 May 2030 (day 3): b {happens} "
        f"3. On 1 May 2030 (day 3): c {happens} "
        "“none killed”: in 5 futures it comes only with the decision. In 4 of them this happens "
        f"only with the decision {other} A, steps 1 to 2 "
        "Where to? “fled”: in 5 futures it comes only with the decision. In 4 of them this happens "
        f"only with the decision {other} B (chain A, steps 1 to 2, then): "
        f"3. On 1 May 2030 (day 3): d {happens} "
        f"hurt: worse in 5 futures. In 4 of them this happens only with the decision {other} "
        f"C (chain B, then): 4. On 1 May 2030 (day 3): e {happens}"
    )


@pytest.mark.parametrize("chains", [[], [chain("a")]])
def test_an_indicator_that_no_chain_tells_comes_of_the_change_itself(chains):
    said = " ".join(makers([subject("hurt", chains, way="worse", question="")], 100))
    assert "hurt: worse in 5 futures. No chain tells these from the others" in said
    assert makers([subject("killed", chains)], 100) == []
    assert makers([subject("killed", [chain("ab")], futures=2)], 100) == []
