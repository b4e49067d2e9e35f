"""What an unquoted word of YAML stands for: the core schema of YAML 1.2.

https://yaml.org/spec/1.2.2/#103-core-schema. `NO`, `yes` and `on` are text, and so are dates.
"""

import math
import re

from offramp.reading.nodes import Plain

LONGEST_NUMBER = 40
"""Characters; longer ones are no numbers of a scenario, and slow to convert."""

NAMED: dict[str, Plain] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
INTEGER = re.compile(r"[-+]?[0-9]+")
BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
NUMERIC = frozenset("0123456789+-.")


def resolve(text: str) -> Plain:
    """Return what an unquoted word stands for.

    Raises:
        ValueError: If it is a number beyond all use.

    >>> [resolve(word) for word in ("NO", "yes", "~", "true", "12", "1e3", "0x10", "2030-01-31")]
    ['NO', 'yes', None, True, 12, 1000.0, 16, '2030-01-31']
    """
    if text in NAMED:
        return NAMED[text]
    if text[0] not in NUMERIC or not FLOAT.match(text):
        return text
    if BASED.fullmatch(text):
        number: int | float = int(text[: LONGEST_NUMBER + 1], 0)
    elif INTEGER.fullmatch(text):
        number = int(text[: LONGEST_NUMBER + 1])
    elif FLOAT.fullmatch(text):
        number = float(text)
    else:
        return text
    if len(text) > LONGEST_NUMBER:
        msg = f"a number of {len(text)} characters is too long"
        raise ValueError(msg)
    if isinstance(number, float) and math.isinf(number):
        msg = f"{text} is too large a number"
        raise ValueError(msg)
    return number
