"""The law of a day: conflict zones, the decay of their fame, scores, weights and move chances."""

import math

from offramp.engine._jit import njit
from offramp.processes.flee.network import Counts, Flags, Floats, Network
from offramp.processes.flee.tables import CAMP, CAMP_INSIDE, TOWN, ZONE, Columns, Own


@njit
def decay(columns: Columns, values: Floats, days: int) -> float:
    """Return the factor of a conflict that broke out so many days ago.

    Args:
        columns: where the quantities are.
        values: quantities of a member, (column).
        days: since it broke out.
    """
    step = int(days / values[columns.flee_spawn_decay_interval])
    last = columns.end - columns.flee_spawn_decay - 1
    return float(values[columns.flee_spawn_decay + min(max(step, 0), last)])


@njit
def set_zones(
    columns: Columns,
    values: Floats,
    member: int,
    day: int,
    fighting: Floats,
    origins: Counts,
    own: Own,
) -> bool:
    """Add and remove conflict zones; a change of a fight that goes on has no effect.

    Args:
        columns: where the quantities are.
        values: quantities of a member, (column).
        member: its position.
        day: today.
        fighting: of each origin, (origin).
        origins: place of each origin, (origin).
        own: arrays of the process.

    Returns:
        Whether anything changed.
    """
    changed = False
    for origin in range(origins.size):
        place = origins[origin]
        fights = fighting[origin] > 0.0
        if fights == own.fought[member, place]:
            continue
        changed = True
        own.fought[member, place] = fights
        own.kind[member, place] = ZONE if fights else TOWN
        scale = values[columns.flee_intensity_scale]
        own.intensity[member, place] = fighting[origin] * scale if fights else 0.0
        if fights:
            own.since[member, place] = day
    return changed


@njit
def set_weights(
    network: Network,
    columns: Columns,
    values: Floats,
    member: int,
    day: int,
    foreign: Flags,
    own: Own,
    scores: Floats,
    chances: Floats,
    weights: Floats,
) -> None:
    """Set the weight of each choice, but for how full its goal is, and the chance to leave.

    Args:
        network: the map.
        columns: where the quantities are.
        values: quantities of a member, (column).
        member: its position.
        day: today.
        foreign: whether a place lies outside the country of the first one, (place).
        own: arrays of the process.
        scores: overwritten with the score of each place, (place).
        chances: overwritten with the chance to leave it (1/day), (place).
        weights: overwritten, (choice).
    """
    base = values[columns.flee_movechance_pop_base]
    scale = values[columns.flee_movechance_pop_scale]
    for place in range(scores.size):
        score = 1.0
        if foreign[place]:
            score *= values[columns.flee_foreign_weight]
        if own.camp[member, place]:
            score *= values[columns.flee_camp_weight]
        if own.intensity[member, place] > 0.0:
            fame = decay(columns, values, day - own.since[member, place])
            power = fame * own.intensity[member, place]
            score *= values[columns.flee_conflict_weight] ** power
        scores[place] = score
        chance = _leaves(columns, values, own.kind[member, place])
        if scale != 0.0:
            people = max(own.population[member, place], own.capacity[member, place], 0)
            chance *= (people / base) ** scale
        chances[place] = min(chance, 1.0)
    near = values[columns.flee_stay_close_to_home] > 0.0
    crowd = values[columns.flee_use_pop] > 0.0
    for choice in range(weights.size):
        goal = network.goal[choice]
        seen = scores[goal]
        if near:
            seen /= network.away[choice] ** values[columns.flee_home_distance_power]
        if crowd and not own.camp[member, goal]:
            people = max(own.population[member, goal], 1)
            seen *= float(people) ** values[columns.flee_pop_power]
        far = values[columns.flee_distance_softening] + network.far[choice]
        if values[columns.flee_distance_power] != 1.0:
            far = far ** values[columns.flee_distance_power]
        weights[choice] = (values[columns.flee_weight_softening] + seen) / far


@njit
def _leaves(columns: Columns, values: Floats, kind: int) -> float:
    """Return the chance to leave a place of a kind (1/day)."""
    if kind == ZONE:
        return float(values[columns.flee_conflict_movechance])
    if kind == CAMP:
        return float(values[columns.flee_camp_movechance])
    if kind == CAMP_INSIDE:
        return float(values[columns.flee_idpcamp_movechance])
    if kind == TOWN:
        return float(values[columns.flee_default_movechance])
    return 1.0


@njit
def fullness(count: int, room: float, buffer: float) -> float:
    """Return the factor for how full a place is: 1 up to the buffer, 0 when it is full.

    Args:
        count: groups there.
        room: its capacity times the scaling.
        buffer: share of it that people do not mind.
    """
    if room < 1.0 or count <= buffer * room:
        return 1.0
    if count >= room:
        return 0.0
    return 1.0 - (count - buffer * room) / (room * (1.0 - buffer))


@njit
def final_weights(
    first: int,
    last: int,
    goals: Counts,
    open_choice: Flags,
    room: Floats,
    power: float,
    pruning: float,
    weights: Floats,
    out: Floats,
) -> float:
    """Set the final weight of each choice at a place, and return their sum.

    Closed ways weigh nothing. Choices that weigh less than the best by more than the pruning are
    left out. Where none has any weight, all open ones are alike.

    Args:
        first: where the choices of the place begin.
        last: where they end.
        goals: of each choice, (choice).
        open_choice: (choice).
        room: factor for how full each place is, (place).
        power: of the whole weight.
        pruning: how much less a choice may weigh than the best; 1 or less for any.
        weights: from `set_weights`, (choice).
        out: overwritten there, (choice).
    """
    total, best, some = 0.0, 0.0, 0
    for choice in range(first, last):
        out[choice] = 0.0
        if open_choice[choice]:
            weight = weights[choice] * room[goals[choice]]
            if power != 1.0:
                weight = math.pow(weight, power)
            out[choice] = weight
            some += 1
            total += weight
            best = max(best, weight)
    if total > 0.0 and pruning > 1.0:
        least = best / pruning
        total = 0.0
        for choice in range(first, last):
            if out[choice] < least:
                out[choice] = 0.0
            total += out[choice]
    if total <= 0.0 and some > 0:
        for choice in range(first, last):
            out[choice] = 1.0 if open_choice[choice] else 0.0
        total = float(some)
    return total
