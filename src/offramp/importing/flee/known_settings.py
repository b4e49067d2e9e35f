"""What simsetting.yml may say: what becomes a quantity, what Flee never uses, what is refused.

The defaults are those of Flee 3 (https://github.com/djgroen/flee, commit 02cd2cb).
"""

from typing import Literal, NamedTuple

SPAWN, MOVE, LOGS, SPEED = "spawn_rules", "move_rules", "log_levels", "optimisations"
SECTIONS = (LOGS, SPAWN, MOVE, SPEED)

DRIVEN = "conflict_driven_spawning"
"""Under `spawn_rules`: people flee at a rate of the fighting instead of at the observed one."""
DECAY = "conflict_spawn_decay"
"""Under `spawn_rules`: how the pull of a zone on new departures fades, step by step."""
MODES = {"constant": 1, "pop_ratio": 2, "poisson": 3}
"""Values of `spawn_mode`, as `flee_spawn_mode` counts them; 0 is from data."""
A_DAY = {1: 500.0, 2: 0.01, 3: 500.0}
"""Flee's default of `displaced_per_conflict_day` in each mode."""
HASTEN = "hasten"


class Known(NamedTuple):
    """A setting that becomes a quantity."""

    key: str
    quantity: str
    unit: str
    default: float
    label: str
    kind: Literal["number", "whole", "switch"] = "number"
    lowest: float | None = 0.0
    highest: float | None = None
    above: float | None = None
    hint: str = "correct it"


CAMP_LIMIT = 0.005
"""A chance to move below this makes a place a camp in Flee, whatever locations.csv says."""
_AS_CAMP = "below 0.005 Flee makes a camp of every such place, which is not supported"
_BLIND = "0 never matches a road in Flee, so that nobody moves; give 1 or more"

QUANTITIES: dict[str, tuple[Known, ...]] = {
    MOVE: (
        Known("max_move_speed", "flee_max_move_speed", "km/day", 360, "Way made in a day", above=0),
        Known(
            "max_walk_speed", "flee_max_walk_speed", "km/day", 35, "Way walked in a day", above=0
        ),
        Known("foreign_weight", "flee_foreign_weight", "1", 1, "Pull of places abroad"),
        Known("camp_weight", "flee_camp_weight", "1", 1, "Pull of camps"),
        Known(
            "conflict_weight", "flee_conflict_weight", "1", 1 / 3.16227766017, "Pull of war zones"
        ),
        Known("weight_softening", "flee_weight_softening", "1", 0, "Added to each pull"),
        Known("weight_power", "flee_weight_power", "1", 1, "Power of the weight of a way"),
        Known("softening", "flee_distance_softening", "km", 10, "Added to each distance"),
        Known("distance_power", "flee_distance_power", "1", 1, "Power of the distance"),
        Known(
            "awareness_level",
            "flee_awareness",
            "1",
            1,
            "Links that people look ahead",
            "whole",
            lowest=1,
            highest=20,
            hint=_BLIND,
        ),
        Known("pruning_threshold", "flee_pruning", "1", 1, "Ways this much worse are left out"),
        Known(
            "conflict_movechance",
            "flee_conflict_movechance",
            "1",
            1,
            "Chance a day to leave a war zone",
            lowest=CAMP_LIMIT,
            hint=_AS_CAMP,
        ),
        Known(
            "camp_movechance", "flee_camp_movechance", "1", 0.001, "Chance a day to leave a camp"
        ),
        Known(
            "idpcamp_movechance",
            "flee_idpcamp_movechance",
            "1",
            0.1,
            "Chance a day to leave a camp inside the country",
        ),
        Known(
            "default_movechance",
            "flee_default_movechance",
            "1",
            0.3,
            "Chance a day to leave a town",
            lowest=CAMP_LIMIT,
            hint=_AS_CAMP,
        ),
        Known(
            "movechance_pop_base",
            "flee_movechance_pop_base",
            "person",
            10_000,
            "Population at which chances are as given",
            above=0,
        ),
        Known(
            "movechance_pop_scale_factor",
            "flee_movechance_pop_scale",
            "1",
            0,
            "Power of the population in the chances",
        ),
        Known(
            "capacity_buffer",
            "flee_capacity_buffer",
            "1",
            0.9,
            "Share of a capacity from which a place draws less",
            highest=1,
        ),
        Known("capacity_scaling", "flee_capacity_scaling", "1", 1, "Factor on all capacities"),
        Known("start_on_foot", "flee_start_on_foot", "1", 0, "First link on foot", "switch"),
        Known(
            "stay_close_to_home", "flee_stay_close_to_home", "1", 0, "Nearer places draw", "switch"
        ),
        Known(
            "home_distance_power", "flee_home_distance_power", "1", 0.5, "Power of that distance"
        ),
        Known("use_pop_for_loc_weight", "flee_use_pop", "1", 0, "Larger places draw", "switch"),
        Known("pop_power_for_loc_weight", "flee_pop_power", "1", 0.1, "Power of that population"),
    ),
    SPAWN: (
        Known(
            "take_from_population",
            "flee_take_from_population",
            "1",
            0,
            "Who leaves is taken from the population",
            "switch",
        ),
        Known("insert_day0", "flee_insert_day0", "1", 1, "Camps start with their count", "switch"),
        Known(
            "sum_from_camps",
            "flee_sum_from_camps",
            "1",
            1,
            "Who leaves is counted in camps, not in the total",
            "switch",
        ),
        Known(
            "conflict_spawn_decay_interval",
            "flee_spawn_decay_interval",
            "day",
            30,
            "Length of a step of the decay",
            "whole",
            lowest=1,
        ),
    ),
}
"""By section."""

_PRINTS = "only what Flee prints depends on it"
_FLOODS = "Flee reads it with floods only"
UNUSED: dict[str, dict[str, str]] = {
    "": {
        "number_of_steps": "runs take the length of the period",
        "conflict_input_file": "runs always read input_csv/conflicts.csv",
        "flood_level_input_file": _FLOODS,
    },
    LOGS: dict.fromkeys(
        ("agent", "link", "camp", "conflict", "init", "idp_totals", "granularity"), _PRINTS
    ),
    SPAWN: {
        "camps_are_sinks": "Flee looks for another, misspelt key",
        "average_social_connectivity": "only a rule that never acts asks for it",
        "flood_driven_spawning": _FLOODS,
        "flood_driven_spawn_mode": _FLOODS,
    },
    MOVE: {
        "max_crossing_speed": "no rule asks for it",
        "two_system_decision_making": "Flee keeps it in a form that its own test never meets",
        "TwoSystemDecisionMaking": "Flee does not read it under this name",
        "avg_religion_fraction": "only MatchCampReligion asks for it",
    },
    SPEED: {},
}
"""Settings without any effect in Flee, by section, and why; an import accepts and names them."""

_WITHOUT = "people have no age, sex, faith or group here"
REFUSED: dict[str, dict[str, tuple[object, str]]] = {
    "": {"default_conflict_intensity": (1, "give the intensities in conflicts.csv")},
    LOGS: {},
    SPAWN: {
        "conflict_zone_spawning_only": (True, "people leave from zones of conflict only"),
        "flood_zone_spawning_only": (False, "there are no floods here"),
        "read_from_agents_csv_file": (False, "give people as populations and counts"),
        "camps_are_sicks": (False, "nobody vanishes from a camp here"),
        "empty_camps_on_day0": (False, "subtract the first counts in source_data"),
    },
    MOVE: {
        "avoid_short_stints": (False, "nobody's way of yesterday is kept here"),
        "use_v1_rules": (
            False,
            "write out what it sets: max_move_speed: 200, camp_weight: 2.0, conflict_weight: 0.25, "
            "start_on_foot: False",
        ),
        "fixed_routes": (False, "everyone looks for a way of their own here"),
        "use_economic_pull": (False, "trade and development do not draw here"),
        "flood_rules": (None, "there are no floods here"),
        **dict.fromkeys(("AvoidFoodDeprived", "avoid_food_deprived"), (False, "no food here")),
        **dict.fromkeys(("FleeWhenStarving", "flee_when_starving"), (False, "no food here")),
        **dict.fromkeys(
            (
                "ChildrenAvoidHazards",
                "ElderlyAvoidHazards",
                "WomenAvoidHazards",
                "BoysTakeRisk",
                "MatchCampReligion",
                "MatchCampEthnicity",
                "MatchTownEthnicity",
                "MatchConflictEthnicity",
            ),
            (False, _WITHOUT),
        ),
    },
    SPEED: {},
}
"""Settings that change the law in ways that are not followed: the one value that is, and why."""
