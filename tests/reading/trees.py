"""Trees made of YAML texts."""

from offramp.model.problems import Problem
from offramp.reading.nodes import Mapping
from offramp.reading.yaml_text import parse_yaml


def tree(text: str, file: str = "f") -> Mapping:
    """Return the tree of a sound YAML text."""
    problems: list[Problem] = []
    root = parse_yaml(text, file, problems)
    assert isinstance(root, Mapping)
    assert not problems
    return root
