import io

from rich.console import Console

from offramp.cli import console
from offramp.cli.progress import COMPILING, STEPS, reporting
from offramp.ensemble.notice import compiling


def test_a_log_gets_a_few_lines(capsys):
    with reporting("reading ardenia") as report:
        for done in range(1001):
            report(done, 1000)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "offramp: reading ardenia"
    assert lines[-1] == "offramp: 1,000 of 1,000 futures"
    assert len(lines) == STEPS + 2


def test_people_get_a_bar(monkeypatch):
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(console, "notes", lambda: terminal)
    with reporting("reading ardenia") as report:
        report(3, 10)
    assert "3/10" in screen.getvalue()
    assert "Ctrl-C keeps what is whole" in screen.getvalue()


def test_nothing_when_quiet(capsys):
    with reporting("reading ardenia", quiet=True) as report:
        report(1, 2)
    assert capsys.readouterr().err == ""


def test_a_first_start_is_told(capsys, monkeypatch):
    with reporting("reading ardenia"), compiling():
        pass
    assert capsys.readouterr().err.splitlines()[1:] == [
        f"offramp: {COMPILING}",
        "offramp: compiled in 0 seconds",
    ]
    screen = io.StringIO()
    terminal = Console(file=screen, force_terminal=True, width=100)
    monkeypatch.setattr(console, "notes", lambda: terminal)
    with reporting("reading ardenia") as report:
        report(0, 10)
        with compiling():
            pass
    assert COMPILING.split()[0] in screen.getvalue()
