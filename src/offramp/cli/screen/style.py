"""Weight and shade for lines of the screen; they say nothing that the words do not."""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = (
    (r"^\d  .*", "bold"),
    (r"^STOPPED EARLY.*", "bold yellow"),
    (r"Never seen, unvalidated", "bold"),
    (r"\d!(?= |$)", "bold"),
    (r"Next: offramp explain .*", "bold"),
)


def styled(line: str) -> "Text":
    """Return a line with its weights."""
    from rich.text import Text

    text = Text(line)
    for pattern, style in _STYLES:
        text.highlight_regex(re.compile(pattern), style)
    return text
