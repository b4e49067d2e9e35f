"""A vote sees the morning, not what an earlier vote has done to some futures of the block."""

import numpy as np

import offramp

SLOW = """
thresholds:
  gone: {label: gone, when: day > gone_after, source: story}
quantities:
  gone_after: {value: 14, unit: day, source: story}
  often: {value: 0.5, unit: 1/day, source: story}
  big: {value: 8, unit: "1", source: story}
actors:
  EEE: {opportunity: often}
  CCC: {opportunity: often}
  DDD: {opportunity: often}
procedures:
  slow:
    rule: qualified_majority
    members: [CCC, DDD, EEE]
    needed: {value: 0.5, unit: "1", source: story}
    delay: {value: 4, unit: day, source: story}
    source: story
measures:
  first: {by: LEA, proposers: [DDD], procedure: slow, utility: {a: 0 + 1}, support: {a: 0},
    duration: {value: 3, unit: day, source: story}, source: story}
  shelved: {by: LEA, proposers: [CCC], procedure: slow, when: not ever.gone, utility: {a: big},
    support: {a: 0}, source: story}
  third: {by: LEA, proposers: [EEE], procedure: slow, utility: {a: 1},
    support: {a: big if rejected.shelved else -big},
    duration: {value: 3, unit: day, source: story}, source: story}
"""


def test_votes_of_one_day_are_the_same_alone_and_in_a_block(tmp_path):
    overlay = tmp_path / "slow.yaml"
    overlay.write_text(SLOW, encoding="utf-8")
    engine = offramp.Engine(offramp.load("ardenia", overlays=[overlay]))
    together = engine.run(np.arange(60), 1)
    for member in range(60):
        alone = engine.run(np.array([member]), 1)
        mine = together.events.member == member
        for field in ("day", "kind", "item", "actor", "target"):
            np.testing.assert_array_equal(
                getattr(alone.events, field), getattr(together.events, field)[mine]
            )
