"""The derived tables that the library carries, each with its rule and the files it came from."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import icb
import mid
import numpy as np
from bounds import jeffreys, log_width, spread
from claims import NATO, RUSSIA, YEARS
from read import Raw

ICB = "Brecher, Wilkenfeld, Beardsley, James and Quinn, International Crisis Behavior, version 14"
MID = "Palmer and others (2022), Militarized Interstate Disputes 5.0, Correlates of War"
DAYS = (1, 3, 7, 14, 30, 60)
QUANTILES = (10, 25, 50, 75, 90, 95)


def ship(raw: Raw, folder: Path) -> list[str]:
    """Write every table and `tables.yaml`, which says how each was made; return their names."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = {**_from_crises(raw), **_from_disputes(raw), **_from_incidents(raw)}
    for name, (_, _, rows) in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    text = ["# How each table was made. Written by validation/history/derive.py: do not edit."]
    for name, (files, rule, _) in sorted(tables.items()):
        text += [f"{name}:", f"  rule: >-\n    {rule}", "  from:"]
        text += [f"    {file}: {raw.digests[file]}" for file in files]
        text.append(f"  cite: {MID if files[0].startswith('MID') else ICB}")
    (folder / "tables.yaml").write_text("\n".join(text) + "\n", encoding="utf-8")
    return sorted(tables)


Table = tuple[tuple[str, ...], str, list[dict[str, Any]]]


def _shares(keys: dict[str, Any], counts: dict[str, int], name: str) -> list[dict[str, Any]]:
    """Return one row for each count: what it is of, the share, and its Jeffreys interval (95 %)."""
    total = sum(counts.values())
    rows = []
    for value, count in counts.items():
        low, high = jeffreys(count, total)
        rows.append(
            {
                **keys,
                name: value,
                "count": count,
                "n": total,
                "share": round(count / total, 4),
                "low": round(low, 4),
                "high": round(high, 4),
            }
        )
    return rows


def _lengths(group: str, days: list[int]) -> dict[str, Any]:
    mu, sigma = spread([day for day in days if day > 0])
    quantiles = dict(zip(QUANTILES, np.percentile(days, QUANTILES), strict=True))
    return {
        "of": group,
        "n": len(days),
        **{f"q{q}": round(float(value), 1) for q, value in quantiles.items()},
        "n_above_0": sum(day > 0 for day in days),
        "mu": round(mu, 4),
        "sigma": round(sigma, 4),
    }


def _from_crises(raw: Raw) -> dict[str, Table]:
    outside = icb.outside_wars(raw.crises)
    replies = [
        row
        for scope, actors in (
            ("all", raw.actors),
            ("not intra-war", [a for a in raw.actors if a["iwc"] == "1"]),
        )
        for trigger in icb.KINDS
        for row in _shares(
            {"actors": scope, "trigger": trigger},
            {reply: icb.replies(actors)[trigger, reply] for reply in icb.KINDS},
            "reply",
        )
    ]
    wars = [
        {"by": by, "value": names[code], **dict(zip(("n", "count"), found, strict=True))}
        for by, column, names in (
            ("trigger", "break", icb.TRIGGERS),
            ("gravest threat", "gravcr", icb.THREATS),
        )
        for code, found in icb.wars_by(outside, column).items()
    ]
    for row in wars:
        low, high = jeffreys(row["count"], row["n"])
        row |= {
            "share": round(row["count"] / row["n"], 4),
            "low": round(low, 4),
            "high": round(high, 4),
        }
    powers = []
    for scope, crises in (("not intra-war", outside), ("all", raw.crises)):
        for last in (1991, 2013):
            n = len(icb.both_superpowers(crises, 1945, last))
            powers.append(
                {
                    "crises": scope,
                    "from": 1945,
                    "to": last,
                    "count": 0,
                    "n": n,
                    "share": 0.0,
                    "low": 0.0,
                    "high": round(jeffreys(0, n)[1], 4),
                }
            )
    violence = Counter(c["viol"] for c in outside)
    lengths = [
        _lengths("crisis, all", icb.lengths(raw.crises, "brexit")),
        _lengths("crisis, not intra-war", icb.lengths(outside, "brexit")),
        *(
            _lengths(
                f"crisis, {name}",
                icb.lengths((c for c in raw.crises if c["viol"] == code), "brexit"),
            )
            for code, name in icb.VIOLENCE.items()
        ),
        _lengths("response of an actor", icb.lengths(raw.actors, "trgresra")),
    ]
    both = ("icb1v14.csv", "icb2v14.csv")
    return {
        "icb_replies": (
            both[1:],
            "Crisis actors with a trigger and a major response, each put into one of three kinds: "
            "non-military (codes 1 to 6 of triggers, 1 to 5 of responses), military without "
            "violence (7; 6 and 7), violent (8 and 9).",
            replies,
        ),
        "icb_violence": (
            both[:1],
            "Highest violence in crises that did not arise within an ongoing war (iwcmb 1).",
            _shares({}, {n: violence[c] for c, n in icb.VIOLENCE.items()}, "violence"),
        ),
        "icb_wars": (
            both[:1],
            "Crises not intra-war (n) and those with full-scale war (count), by what triggered "
            "them and by the gravest value threatened.",
            wars,
        ),
        "icb_lengths": (
            both,
            "Days from trigger to end of a crisis (brexit), and from the trigger of an actor to "
            "its major response (trgresra); mu and sigma of logarithms of those above 0 (n - 1).",
            lengths,
        ),
        "superpowers": (
            both[:1],
            "Crises in which usinv and suinv are both 3 or 4, by year of trigger; in none did the "
            "two fight a war with each other, which is read from the crises and not coded.",
            powers,
        ),
    }


def _from_disputes(raw: Raw) -> dict[str, Table]:
    eras = [
        row
        for first, last in (*mid.ERAS, (1816, 2014))
        for row in _shares(
            {"from": first, "to": last},
            {
                name: sum(
                    d["hostlev"] == level and first <= int(d["styear"]) <= last
                    for d in raw.disputes
                )
                for level, name in mid.LEVELS.items()
            },
            "highest",
        )
    ]
    returned = [
        row
        for name, yes in (("yes", True), ("no", False))
        for row in _shares(
            {"reciprocated": name},
            {
                name: sum(
                    d["hostlev"] == level and (d["recip"] == "1") is yes for d in raw.disputes
                )
                for level, name in mid.LEVELS.items()
            },
            "highest",
        )
    ]
    faced = mid.opposed_disputes(
        raw.disputes, raw.participants, RUSSIA, {str(c): y for c, y in NATO.items()}, YEARS
    )
    levels = Counter((mid.LEVELS[d["hostlev"]], d["fatality"]) for d in faced)
    deaths = {"0": "none", "-9": "not known", "1": "1 to 25", "2": "26 to 100", "3": "101 to 250",
              "4": "251 to 500", "5": "501 to 999", "6": "more than 999"}  # fmt: skip
    blocs = [
        {"highest": level, "deaths": deaths[fatality], "count": count, "n": len(faced)}
        | {"share": round(count / len(faced), 4)}
        | dict(
            zip(("low", "high"), (round(x, 4) for x in jeffreys(count, len(faced))), strict=True)
        )
        for (level, fatality), count in sorted(levels.items())
    ]
    files = ("MIDA_5.0.csv", "MIDB_5.0.csv")
    return {
        "mid_levels": (
            files[:1],
            "Disputes by the year they began and their highest hostility level.",
            eras,
        ),
        "mid_reciprocated": (
            files[:1],
            "Disputes in which the target answered in kind (recip 1) or not, by highest hostility "
            "level.",
            returned,
        ),
        "blocs": (
            files,
            "Disputes begun 1949 to 2014 with Russia or the Soviet Union and a member of NATO as "
            "original participants on opposite sides, the member having joined by the year it "
            "entered, by highest level and deaths in the dispute as a whole; wars: none.",
            blocs,
        ),
    }


def _from_incidents(raw: Raw) -> dict[str, Table]:
    chained = list(mid.chains(raw.incidents).values())
    began = mid.sides(raw.parts)
    steps, answers = mid.transitions(chained), mid.other_side(chained, began)
    names = tuple(mid.LEVELS.values())
    chain_rows = [
        row
        for one in names
        for row in _shares(
            {"from": one}, {two: steps[one, two] for two in (*names, mid.ENDS)}, "to"
        )
    ]
    answer_rows = [
        row
        for one in names
        for row in _shares({"from": one}, {two: answers[one, two] for two in names}, "to")
    ]
    after = []
    for before, deadly in (("force with deaths", True), ("force without deaths", False)):
        counted = mid.after_force(chained, deadly=deadly)
        for step in (mid.UP, mid.STAY, mid.DOWN):
            of_step = sum(n for (s, _), n in counted.items() if s == step)
            total = sum(counted.values())
            low, high = jeffreys(of_step, total)
            after.append(
                {
                    "after": before,
                    "step": step,
                    "count": of_step,
                    "n": total,
                    "share": round(of_step / total, 4),
                    "low": round(low, 4),
                    "high": round(high, 4),
                    "log_width": round(log_width(of_step), 3),
                    "made_of": "; ".join(
                        f"{what} {n}" for (s, what), n in sorted(counted.items()) if s == step
                    ),
                }
            )
    replied = []
    for kind, test in (
        ("force or war", lambda row: row["hostlev"] in "45"),
        (
            "force or war with deaths",
            lambda row: row["hostlev"] in "45" and int(row["fatality"]) > 0,
        ),
    ):
        for days in DAYS:
            asked, answered = mid.answered_within(chained, began, days, answers=test)
            low, high = jeffreys(answered, asked)
            replied.append(
                {"answer": kind, "within_days": days, "count": answered, "n": asked}
                | {
                    "share": round(answered / asked, 4),
                    "low": round(low, 4),
                    "high": round(high, 4),
                }
                | {"per_day": round(float(-np.log1p(-answered / asked) / days), 5)}
            )
    rule = "Incidents of a dispute in the order in which they began; "
    both = ("MIDI_5.0.csv", "MIDIP_5.0.csv")
    return {
        "mid_transitions": (
            both[:1],
            rule + "level of each and of the next, or that it was the last of its dispute.",
            chain_rows,
        ),
        "mid_other_side": (
            both,
            rule + "level of each and of the next where one side of the dispute began the first "
            "and the other side alone the next.",
            answer_rows,
        ),
        "mid_after_force": (
            both[:1],
            rule + "what came next after a use of force, whoever did it. Up: war, or force with "
            "deaths of a higher level. Stay: force with deaths of that level or less or not known; "
            "after force without deaths also force without deaths. Down: anything less, or nothing "
            "more. log_width: standard deviation of the logarithm of a Dirichlet weight with "
            "Jeffreys' prior.",
            after,
        ),
        "mid_gaps": (
            both[:1],
            "Days between the beginnings of two incidents in a row, where both days are known; mu "
            "and sigma of logarithms of those above 0.",
            [_lengths("gap of incidents", mid.gaps(chained))],
        ),
        "mid_answers": (
            both,
            "Deadly uses of force begun by one side on a known day (n), and those that the other "
            "side answered within some days (count); per_day: the constant hazard that gives the "
            "share.",
            replied,
        ),
    }  # fmt: skip
