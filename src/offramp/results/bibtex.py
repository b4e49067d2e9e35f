"""Sources as BibTeX, so that a paper can cite what a number rests on."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from offramp.model.source import Source

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
"""What each sign that LaTeX would act on is written as; braces stay balanced, as BibTeX wants."""
_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", '"': "%22"}
"""What signs are written as that would end an address, or the entry."""
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


def escaped(text: str) -> str:
    r"""Return text that LaTeX prints as it is.

    >>> print(escaped("R&D, 50 % of A_1 {"))
    R\&D, 50 \% of A\_1 \textbraceleft{}
    """
    return "".join(_SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def keys(ids: Iterable[str]) -> dict[str, str]:
    """Return a valid and distinct BibTeX key for each id.

    >>> keys(["un_charter", "Décret 7", "decret 7", "2022"])
    {'un_charter': 'un_charter', 'Décret 7': 'Decret_7', 'decret 7': 'decret_7_2', '2022': 's2022'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in ids:
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^A-Za-z0-9_:.-]+", "_", plain) or "source"
        stem = stem if stem[0].isalpha() else f"s{stem}"
        key, count = stem, 1
        while key.casefold() in taken:  # BibTeX does not tell case apart
            count += 1
            key = f"{stem}_{count}"
        taken.add(key.casefold())
        found[name] = key
    return found


def entry(key: str, source: Source, rests: str) -> str:
    """Return one source as a BibTeX entry.

    It is of the type that every style knows. Who published it is not said to be who wrote it.

    Args:
        key: of the entry.
        source: that is cited.
        rests: what rests on it, in words.
    """
    years = _YEAR.findall(source.date)
    note = [
        source.date and f"Dated {source.date}",
        f"Grade {source.grade}, verified: {source.verified.rstrip('.')}",
        source.licence and f"Terms: {source.licence.rstrip('.')}",
        f"Here: {rests}",
    ]
    fields = {
        "key": escaped(source.title),
        "title": f"{{{escaped(source.title)}}}",
        "howpublished": escaped(source.publisher),
        "year": years[-1] if years else "",
        "url": "".join(_IN_ADDRESS.get(sign, sign) for sign in source.url),
        "type": escaped(source.kind),
        "note": escaped(". ".join(part for part in note if part)) + ".",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])
