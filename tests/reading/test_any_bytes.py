"""Whatever a file holds, reading it ends in a tree or in problems with places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offramp.model.problems import Problem
from offramp.reading import yaml_text
from offramp.reading.render import render
from offramp.reading.source_text import decode
from offramp.reading.tables import parse_items, parse_rows

signs = st.text(
    st.sampled_from("ab1.,:;-?[]{}#&*!|>'\"%@`\\~<= \n\t\r\u00e9\U0001f600"), max_size=40
)
data = (
    st.binary(max_size=40)
    | signs.map(str.encode)
    | st.text(max_size=20).map(lambda text: text.encode("utf-8", "replace"))
)


def judge(raw, parse):
    problems: list[Problem] = []
    text = decode(raw, "f", problems)
    if text is not None:
        parse(text, "f", problems)
    lines = (text or "").count("\n") + (text or "").count("\r") + 2
    for problem in problems:
        assert problem.where
        assert text is None or problem.where.line <= lines
        assert "cannot be read" not in problem.message or problem.hint
    assert str(len(problems)) in render(problems, {"f": text or ""})


@pytest.mark.parametrize("parser", ["c", "python"])
@given(raw=data)
def test_any_bytes_as_yaml(parser, raw):
    had = yaml_text.HAS_C_PARSER
    yaml_text.HAS_C_PARSER = had and parser == "c"
    try:
        judge(raw, yaml_text.parse_yaml)
    finally:
        yaml_text.HAS_C_PARSER = had


@given(data)
def test_any_bytes_as_a_table(raw):
    judge(raw, parse_items)
    judge(raw, parse_rows)
