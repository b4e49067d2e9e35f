"""Make the tables of the library scenario ukraine-2022 from the shared data.

    python validation/build_ukraine_tables.py ../shared/data

Reads the observed data and, beside this file, `ukraine_inputs/` (what was set by hand: a centre
for each origin, which origins are neighbours, which crossings are open, and what each lets
through). Writes places.csv, routes.csv and the series; events.csv, series.yaml and sources.yaml
are written by hand. The same input gives the same bytes.
"""

import csv
import math
import statistics
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
INPUTS = HERE / "ukraine_inputs"
TARGET = HERE.parent / "src/offramp/library/scenarios/ukraine-2022"

Row = Mapping[str, str]
Point = tuple[float, float]

EARTH_RADIUS = 6371.0088
SAME_PLACE_KM = 5.0
SECOND_ORIGIN_WITHIN = 2.0
FIRST_DAY, LAST_DAY = date(2022, 2, 24), date(2022, 4, 24)
GOVERNMENT_CONTROLLED = 37_000_000
NOT_ORIGINS = ("UA01", "UA85")
PARTLY_CONTROLLED = ("UA14", "UA44")
COUNTRIES = {
    "Poland": "POL",
    "Moldova": "MDA",
    "Hungary": "HUN",
    "Romania": "ROU",
    "Slovakia": "SVK",
    "Belarus": "BLR",
    "Russian Federation": "RUS",
}
LOOKALIKES = str.maketrans({"К": "K", "у": "y", "і": "i"})
CLOSED = "interfax_closure_2022_02_27"
OPEN_NOTES = {
    "yes": "",
    "no": "Closed by Ukraine from 28 February 2022; treated as closed from the first day.",
    "segment": (
        "On the Transnistrian segment: closed by Ukraine from 28 February 2022; treated as "
        "closed from the first day."
    ),
    "set": (
        "Closed by Ukraine from 28 February 2022, yet people arrived across this border all "
        "along: one of a representative set kept open so that the observed arrivals have a way. "
        "From occupied ground such journeys are contested transfers, not free choices."
    ),
}
ONWARD_FROM = {
    "POL": "DEU CZE ITA ESP FRA GBR AUT EUR",
    "HUN": "DEU CZE ITA ESP FRA GBR AUT EUR",
    "ROU": "DEU CZE ITA ESP FRA GBR AUT EUR HUN",
    "SVK": "DEU CZE ITA ESP FRA GBR AUT EUR",
    "MDA": "DEU CZE ITA ESP FRA GBR AUT EUR ROU",
    "RUS": "EUR",
    "BLR": "POL EUR",
}
PLACE_COLUMNS = (
    "id,name,kind,country,pcode,lat,lon,population,female,male,population_source,group,open,"
    "open_source,throughput,throughput_source,source,basis,note"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def write(name: str, columns: str, rows: Iterable[Mapping[str, object]]) -> None:
    path = TARGET / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns.split(","), lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(rows)


def great_circle(a: Point, b: Point) -> float:
    """Return the distance of two (latitude, longitude) points in km."""
    lat_a, lon_a, lat_b, lon_b = map(math.radians, (*a, *b))
    half = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    )
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half))


def point(row: Row) -> Point:
    return float(row["lat"]), float(row["lon"])


# ---- places --------------------------------------------------------------------------------


def origins(data: Path) -> list[dict[str, object]]:
    """Return the origins; the two partly controlled ones scaled to the known total."""
    people = {
        r["pcode"]: r
        for r in rows_of(data / "ukraine-2022/population_adm1_2020.csv")
        if r["pcode"] not in NOT_ORIGINS
    }
    partly = sum(int(people[p]["total"]) for p in PARTLY_CONTROLLED)
    rest = sum(int(r["total"]) for r in people.values()) - partly
    share = (GOVERNMENT_CONTROLLED - rest) / partly
    scaled = {p: round(int(people[p]["total"]) * share) for p in PARTLY_CONTROLLED}
    scaled[PARTLY_CONTROLLED[-1]] += GOVERNMENT_CONTROLLED - rest - sum(scaled.values())
    print(f"share kept of {', '.join(PARTLY_CONTROLLED)}: {share:.4f} {scaled}")

    result: list[dict[str, object]] = []
    for centre in rows_of(INPUTS / "centres.csv"):
        row = people[centre["id"]]
        total, female = int(row["total"]), int(row["female"])
        population_source, note = "ocha_cod_ps", f"Centre: {centre['city']}."
        if centre["id"] in scaled:
            female = round(female * scaled[centre["id"]] / total)
            note += (
                f" Of {total} people in COD-PS the share {share:.4f} is counted, so that all "
                "origins hold the about 37 million who lived under government control."
            )
            total, population_source = scaled[centre["id"]], "judgement"
        result.append(
            place(centre, "origin", "UKR", name=row["name"], note=note)
            | {
                "pcode": centre["id"],
                "population": total,
                "female": female,
                "male": total - female,
                "population_source": population_source,
                "group": row["macro_region"],
            }
        )
    return result


def place(row: Row, kind: str, country: str, *, name: str, note: str) -> dict[str, object]:
    judged = row["source"] == "judgement"
    return {
        "id": row["id"],
        "name": name,
        "kind": kind,
        "country": country,
        "lat": row["lat"],
        "lon": row["lon"],
        "source": row["source"],
        "basis": "city coordinates, approximate" if judged else "",
        "note": note,
    }


def crossings(data: Path) -> list[dict[str, object]]:
    set_by_hand = {r["name"]: r for r in rows_of(INPUTS / "crossings.csv")}
    found = rows_of(data / "ukraine-2022/border_crossings.csv")
    if {r["name"] for r in found} != set(set_by_hand):
        difference = {r["name"] for r in found} ^ set(set_by_hand)
        msg = f"crossings.csv and border_crossings.csv name different crossings: {difference}"
        raise ValueError(msg)
    result: list[dict[str, object]] = []
    for row in found:
        hand = set_by_hand[row["name"]]
        open_ = hand["open"]
        if hand["how"] == "class: closed":
            grounds = "if it were opened, a low class set by judgement"
        elif hand["how"].startswith("class: "):
            grounds = (
                f"{hand['how']}, set by judgement so that the sum of the country lies above its "
                "highest observed day"
            )
        else:
            grounds = f"1.2 times a highest day: {hand['how']}"
        note = f"{OPEN_NOTES[open_]} Throughput: {grounds}.".strip()
        result.append(
            {
                "id": hand["id"],
                "name": row["name"].translate(LOOKALIKES),
                "kind": "crossing",
                "country": COUNTRIES[row["country"].strip()],
                "lat": row["lat"],
                "lon": row["lon"],
                "open": "yes" if open_ in {"yes", "set"} else "no",
                "open_source": {"yes": "unhcr_odp", "set": "judgement"}.get(open_, CLOSED),
                "throughput": hand["throughput"],
                "throughput_source": "judgement",
                "source": "hdx_crossings",
                "note": note,
            }
        )
    return result


def receiving() -> list[dict[str, object]]:
    contested = {"RUS": " Arrivals here include contested transfers."}
    return [
        place(
            row,
            row["kind"],
            row["id"],
            name=row["name"],
            note=f"Stands at {row['city']}.{contested.get(row['id'], '')}",
        )
        for row in rows_of(INPUTS / "hosts.csv")
    ]


# ---- routes --------------------------------------------------------------------------------


def flee_roads(data: Path) -> tuple[dict[str, Point], list[tuple[str, str, float]]]:
    folder = data / "flee/instances/ukraine2022/input_csv"
    where = {
        r["#name"]: (float(r["latitude"]), float(r["longitude"]))
        for r in rows_of(folder / "locations.csv")
    }
    roads = [
        (r["#name1"], r["name2"], float(r["distance"])) for r in rows_of(folder / "routes.csv")
    ]
    return where, roads


def road_factor(where: Mapping[str, Point], roads: Sequence[tuple[str, str, float]]) -> float:
    """Return road length over great circle, the median of Flee's roads (1)."""
    ratios = [km / great_circle(where[a], where[b]) for a, b, km in roads]
    low, middle, high = statistics.quantiles(ratios, n=4)
    print(f"road / great circle in {len(ratios)} roads: {low:.3f} {middle:.3f} {high:.3f}")
    return round(middle, 2)


def routes(data: Path, places: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    at = {str(p["id"]): (float(str(p["lat"])), float(str(p["lon"]))) for p in places}
    where, roads = flee_roads(data)
    factor = road_factor(where, roads)
    twins = {
        name: min(at, key=lambda place_id: great_circle(at[place_id], spot))
        for name, spot in where.items()
    }
    measured = {
        frozenset((twins[a], twins[b])): km
        for a, b, km in roads
        if twins[a] != twins[b]
        and all(great_circle(at[twins[x]], where[x]) < SAME_PLACE_KM for x in (a, b))
    }
    pairs = [*between_origins(), *to_crossings(places, at)]
    joined = {frozenset(pair) for pair in pairs}
    for extra in measured:
        if extra not in joined:
            start, end = sorted(extra, key=list(at).index)
            pairs.append((start, end))
    pairs += [(str(p["id"]), str(p["country"])) for p in places if p["kind"] == "crossing"]
    pairs += [(host, to) for host, ends in ONWARD_FROM.items() for to in ends.split()]

    basis = f"great circle x {factor}, the median of the {len(roads)} roads of flee_ukraine2022"
    result: list[dict[str, object]] = []
    for start, end in pairs:
        known = measured.get(frozenset((start, end)))
        estimate = factor * great_circle(at[start], at[end])
        result.append(
            {
                "id": f"{start}-{end}",
                "from": start,
                "to": end,
                "km": max(1, round(known or estimate)),
                "mode": "road",
                "source": "flee_ukraine2022" if known else "judgement",
                "basis": "" if known else basis,
            }
        )
    print(f"{len(result)} routes, {len(measured)} with a distance from Flee, factor {factor}")
    return result


def between_origins() -> list[tuple[str, str]]:
    return [
        (row["id"], other)
        for row in rows_of(INPUTS / "neighbours.csv")
        for other in row["neighbours"].split()
    ]


def to_crossings(
    places: Sequence[Mapping[str, object]], at: Mapping[str, Point]
) -> list[tuple[str, str]]:
    """Join each crossing to the nearest origin, and to the next if not twice as far."""
    centres = [str(p["id"]) for p in places if p["kind"] == "origin"]
    pairs = []
    for crossing in (str(p["id"]) for p in places if p["kind"] == "crossing"):
        far = {c: great_circle(at[c], at[crossing]) for c in centres}
        first, second = sorted(far, key=far.__getitem__)[:2]
        pairs.append((first, crossing))
        if far[second] <= SECOND_ORIGIN_WITHIN * far[first]:
            pairs.append((second, crossing))
    return pairs


# ---- series --------------------------------------------------------------------------------


def cumulative(data: Path) -> dict[str, dict[date, int]]:
    result: dict[str, dict[date, int]] = {}
    for row in rows_of(data / "ukraine-2022/arrivals.csv"):
        day = date.fromisoformat(row["date"])
        result.setdefault(row["country"], {})[day] = int(row["cumulative"])
    return result


def daily(place_id: str, counts: Mapping[date, int]) -> list[dict[str, object]]:
    """Return new crossings by day; their sum meets the cumulative count wherever it can.

    A count that falls leaves its day at 0 and a debt, paid by the crossings that follow.
    """
    result: list[dict[str, object]] = []
    before, total, debt = FIRST_DAY - timedelta(days=1), 0, 0
    for observed in sorted(counts):
        new = counts[observed] - total - debt
        days = (observed - before).days
        method = "debt" if new < 0 or debt else "difference" if days == 1 else "spread"
        debt, new = max(0, -new), max(0, new)
        result += [
            {
                "date": before + timedelta(days=i + 1),
                "place": place_id,
                "persons": new * (i + 1) // days - new * i // days,
                "known_at": observed,
                "method": method,
            }
            for i in range(days)
        ]
        before, total = observed, counts[observed]
    if before == LAST_DAY:
        result[-1]["method"] = "partial"
    return result


def series(data: Path) -> None:
    folder = data / "ukraine-2022"
    counts = cumulative(data)
    write(
        "series/arrivals.csv",
        "date,place,cumulative,known_at",
        [
            {"date": day, "place": country, "cumulative": persons, "known_at": day}
            for country in counts
            for day, persons in counts[country].items()
        ],
    )
    totals = [r | {"place": "ALL"} for r in known_on_the_day(folder / "arrivals_total.csv")]
    for row in totals:
        del row["daily"]
    write("series/arrivals_total.csv", "date,place,cumulative,known_at", totals)
    write(
        "series/crossings_daily.csv",
        "date,place,persons,known_at,method",
        [row for country in sorted(counts) for row in daily(country, counts[country])],
    )
    write(
        "series/phases.csv",
        "place,name,start,end,fighting,threat,access,start_known_at,end_known_at,note",
        [{"place": r.pop("pcode")} | r for r in rows_of(folder / "conflict_phases.csv")],
    )
    write(
        "series/idp.csv",
        "date,kind,group,persons,known_at",
        [
            {"group": r.pop("macro_region")} | r
            for r in known_on_the_day(folder / "idp_macro_region.csv")
        ],
    )
    write(
        "series/idp_oblast.csv",
        "date,place,name,persons,known_at",
        [{"place": r.pop("pcode")} | r for r in known_on_the_day(folder / "idp_oblast.csv")],
    )


def known_on_the_day(path: Path) -> list[dict[str, str]]:
    return [row | {"known_at": row["date"]} for row in rows_of(path)]


def main() -> None:
    data = Path(sys.argv[1])
    places = [*origins(data), *crossings(data), *receiving()]
    write("places.csv", PLACE_COLUMNS, places)
    write("routes.csv", "id,from,to,km,mode,source,basis,note", routes(data, places))
    series(data)


if __name__ == "__main__":
    main()
