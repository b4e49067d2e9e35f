"""The scenario's own indicators on the closing screen: a few lines, whatever there are."""

from offramp.cli.screen.indicators import FEWEST, MOST, indicators


def one(label, low, middle, high, unit="1", mean=0.5, futures=10):
    numbers = {"q05": low, "q50": middle, "q95": high, "mean": mean}
    return {"label": label, "unit": unit, "better": "", "futures": futures, **numbers}


def said(width=100, room=MOST, **found):
    return indicators({"indicators": found}, width, room)


def test_each_is_told_with_its_range_and_unit():
    lines = said(
        a=one("Person-days without reception", 1e5, 1.24e6, 2.6e6, "person day"),
        b=one("Share of days", 0.1, 0.123, 0.5),
        c=one("People abroad", 11_000, 12_300, 14_000, "person"),
    )
    assert " ".join(" ".join(lines).split()) == (
        "Indicators, median (90 % range): person-days without reception 1.2 million (100,000 to "
        "2.6 million) person day; share of days 0.12 (0.1 to 0.5); people abroad 12,000 (11,000 to "
        "14,000)."
    )


def test_what_hardly_ever_happens_is_told_by_its_mean():
    (line,) = said(a=one("Whether somebody is killed", 0, 0, 0, mean=0.03))
    assert line.strip().endswith("whether somebody is killed 0.03 on average.")


def test_nothing_is_told_where_there_is_nothing():
    assert indicators({}, 80) == []
    none = dict.fromkeys(("q05", "q50", "q95", "mean"))
    assert said(a=one("Never assessed", 0, 0, 0, futures=0) | none) == []
    assert said(a=one("Chance of a rung", 0, 0.1, 0.2, mean=None)) == []


def test_many_are_cut_to_a_few_lines_with_a_count():
    many = {f"i{n}": one(f"A rather long label, number {n}", 1, 2, 3) for n in range(20)}
    for width in (80, 100, 120):
        for room in (0, FEWEST, MOST, 50):
            lines = said(width, room, **many)
            assert len(lines) == min(max(room, FEWEST), MOST)
            assert max(map(len, lines)) <= width
            assert lines[-1].endswith("more.")
