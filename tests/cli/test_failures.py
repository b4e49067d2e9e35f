import errno

import pytest

import offramp
from offramp.results.errors import RunError, StoppedError


def fail_with(monkeypatch, error):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(offramp, "load", fail)


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (RunError("the run at x is damaged: run it again"), 1, "the run at x is damaged"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "the disk is full: free some space"),
        (PermissionError(errno.EACCES, "Permission denied", "a.yaml"), 1, "a.yaml: permission"),
        (MemoryError(), 1, "not enough memory"),
        (KeyboardInterrupt(), 130, "stopped before anything was finished"),
        (ZeroDivisionError("by\nzero"), 1, "offramp has a defect: ZeroDivisionError: by zero"),
        (StoppedError("stopped before all sides"), 130, "stopped before all sides"),
        (RunError("did you mean `a`?"), 1, "did you mean `a`?\n"),
    ],
)
def test_one_sentence_and_a_status(call, monkeypatch, error, status, says):
    fail_with(monkeypatch, error)
    done = call("show", "ardenia")
    assert done.exit_code == status
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.output


def test_a_defect_says_how_to_see_more(call, monkeypatch):
    fail_with(monkeypatch, ZeroDivisionError())
    assert "run again with --debug" in call("show", "ardenia").stderr


def test_debug_lets_a_defect_through(call, monkeypatch):
    fail_with(monkeypatch, ZeroDivisionError("here"))
    done = call("--debug", "show", "ardenia")
    assert isinstance(done.exception, ZeroDivisionError)


def test_a_wrong_scenario_shows_its_problems_even_with_debug(call, broken):
    for arguments in (("check", broken), ("--debug", "check", broken)):
        done = call(*arguments)
        assert done.exit_code == 2
        assert "scenario.yaml:2:7" in done.stderr
        assert "2 | days: many" in done.stderr
        assert 'did you mean "measures"?' in done.stderr
        assert done.stdout == ""


def test_colours_say_nothing_that_words_do_not(broken):
    from offramp.cli.problems import styled
    from offramp.reading.render import render

    with pytest.raises(offramp.ScenarioError) as caught:
        offramp.load(broken)
    text = styled(caught.value)
    assert text.plain == render(caught.value.problems, caught.value.texts)
    assert {str(span.style) for span in text.spans} >= {"bold red", "bold yellow", "cyan"}
