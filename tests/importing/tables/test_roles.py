"""What columns are taken for."""

import pytest

from offramp.importing.tables.findings import Findings
from offramp.importing.tables.hashtags import TagPattern, is_hashtag_row, parse_hashtag
from offramp.importing.tables.roles import bare, columns_of, words
from offramp.importing.tables.sheet import read_sheet
from offramp.reading.csv_cells import Cell


def roles(text, wanted=()):
    found = Findings("counts.csv")
    sheet = read_sheet(text, found)
    assert sheet is not None, found.problems
    columns = columns_of(sheet, dict(wanted), found)
    return {column.name: column.role for column in columns}, found


def tag(text):
    found = parse_hashtag(text)
    assert found is not None
    return found


def row(*texts):
    return [Cell(text, 1, 1, 1, False) for text in texts]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#date", "#date"),
        ("# adm1 + Code", "#adm1+code"),
        ("#population+m+f", "#population+f+m"),
        ("#", None),
        ("#1 rank", None),
        ("date", None),
        ("#date,", None),
    ],
)
def test_hashtags(text, said):
    found = parse_hashtag(text)
    assert (str(found) if found else None) == said


def test_a_row_with_one_number_sign_among_words_is_no_row_of_hashtags():
    assert is_hashtag_row(row("#date", "", "#affected"))
    assert not is_hashtag_row(row("rank #1", "name", "#people"))


def test_a_pattern_wants_and_bars_attributes():
    pattern = TagPattern.of("#population+total-f-m")
    assert pattern.fits(tag("#population+total+i_en"))
    assert not pattern.fits(tag("#population"))
    assert not pattern.fits(tag("#population+total+f"))


@pytest.mark.parametrize(
    ("tag", "role"),
    [
        ("#date", "date"),
        ("#date+occurred", "date"),
        ("#date+year", "period"),
        ("#country+code", "country_code"),
        ("#country+name", "country"),
        ("#country", "country"),
        ("#country+code+origin", "origin_country"),
        ("#adm1+code", "adm1_code"),
        ("#adm1+name", "adm1_name"),
        ("#adm2+code+v_pcode", "adm2_code"),
        ("#loc+name", "place"),
        ("#loc+code", "place_code"),
        ("#loc+type", "kind"),
        ("#geo+lat", "lat"),
        ("#geo+lon", "lon"),
        ("#population", "persons"),
        ("#population+total", "persons"),
        ("#population+f", "female"),
        ("#population+m", "male"),
        ("#population+f+age_0_4", ""),
        ("#population+children", ""),
        ("#affected+refugees", "persons"),
        ("#affected+idps", "persons"),
        ("#affected+killed", ""),
        ("#affected+hh", ""),
        ("#affected+date+refugees", ""),
        ("#indicator+arrivals", "arrivals"),
        ("#indicator+arrivals+new", "daily"),
        ("#indicator+arrivals+cumulative", "cumulative"),
        ("#affected+new", "daily"),
        ("#capacity", "capacity"),
        ("#x_weather", ""),
    ],
)
def test_roles_by_hashtag(tag, role):
    given, _ = roles(f"{tag},#note\n1,2\n")
    assert given[tag] == role


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Date", "date"),
        ("ISO3", "country_code"),
        ("Country", "country"),
        ("individuals", "persons"),
        ("Admin1 Pcode", "adm1_code"),
        ("admin1Pcode", "adm1_code"),
        ("ADM1_PCODE", "adm1_code"),
        ("ADM1_EN", "adm1_name"),
        ("T_TL", "persons"),
        ("F_TL", "female"),
        ("M_TL", "male"),
        ("F_00_04", ""),
        ("centroid_lat", "lat"),
        ("coa_iso", "country_code"),
        ("cumulative", "cumulative"),
        ("known_at", "date"),  # no other column gives the day
    ],
)
def test_roles_by_header(header, role):
    given, _ = roles(f"{header},weather\n1,2\n")
    assert given[header] == role


def test_hashtags_come_before_headers_and_below_titles():
    text = "Counts of the clerks,,\nDate,When,People\n#x_other,#date,#affected\n1,2,3\n"
    given, _ = roles(text)
    assert given == {"Date": "", "When": "date", "People": "persons"}


def test_a_reported_date_is_when_it_became_known_beside_another_date():
    given, _ = roles("#date,#date+reported,#affected\n1,2,3\n")
    assert given == {"#date": "date", "#date+reported": "known_at", "#affected": "persons"}


def test_names_in_other_languages_are_left_out():
    given, found = roles("#adm1+name+i_uk,#adm1+name+i_en,#population\na,b,1\n")
    assert list(given.values()) == ["", "adm1_name", "persons"]
    assert not found.problems


def test_two_columns_of_one_role_are_a_problem_at_the_second():
    _, found = roles("date,day,iso3\n1,2,3\n")
    (problem,) = found.problems
    assert (problem.code, problem.where.column, problem.length) == ("same-role", 6, 3)
    assert '--map "day=ignore"' in problem.hint
    assert not roles("date,day,iso3\n1,2,3\n", {"day": "ignore"})[1].problems


def test_columns_are_mapped_by_header_or_hashtag():
    given, found = roles("The Day,n\n#x_day,#x_n\n1,2\n", {"the day": "date"})
    assert given["The Day"] == "date"
    given, found = roles("The Day,n\n#x_day,#x_n\n1,2\n", {"#x_n": "persons"})
    assert given["n"] == "persons"
    _, found = roles("The Day,n\n1,2\n", {"Dey": "date", "n": "persns"})
    assert [p.code for p in found.problems] == ["unknown-column", "unknown-role"]
    assert "persons" in found.problems[1].hint


def test_the_words_in_the_library_are_sound():
    known = words()
    assert all(header == bare(header) for role in known.roles.values() for header in role.headers)
    headers = [header for role in known.roles.values() for header in role.headers]
    assert len(headers) == len(set(headers)), "a header has two roles"
    assert all(role.used_by or role.why_not for role in known.roles.values())
