"""`run.plot`: figures of a run by name."""

from functools import cached_property
from typing import TYPE_CHECKING

from offramp.model.problems import did_you_mean
from offramp.report.build.picture import picture
from offramp.report.picture.people import Host, People
from offramp.report.picture.picture import Picture
from offramp.report.plot import outcomes, people
from offramp.report.plot.style import Drawing
from offramp.results.errors import WrongQuestionError

if TYPE_CHECKING:
    from offramp.results.run import Run


class Plots:
    """Figures of a run, each a matplotlib figure: `.savefig("arrivals.pdf")` keeps one.

    Args:
        run: that they are of.
    """

    def __init__(self, run: "Run") -> None:
        self._run = run

    @cached_property
    def _picture(self) -> Picture:
        return picture([self._run])

    def arrivals(self, host: str) -> Drawing:
        """New arrivals by day: 50 and 90 % of futures, some of them, and what was counted.

        Args:
            host: id of the place.

        Raises:
            WrongQuestionError: if there is no such host.
        """
        return people.arrivals(self._picture.head, self._host(host))

    def hosted(self, host: str) -> Drawing:
        """People there by day.

        Raises:
            WrongQuestionError: if there is no such host.
        """
        return people.hosted(self._picture.head, self._host(host))

    def strain(self, host: str) -> Drawing:
        """Reception strain by day, beside the stated means.

        Raises:
            WrongQuestionError: if there is no such host, or it is not assessed there.
        """
        return people.strain(self._picture.head, self._host(host))

    def peak(self, host: str) -> Drawing:
        """How high the worst day of each future is.

        Raises:
            WrongQuestionError: if there is no such host, or no day after the as-of date.
        """
        return people.peak(self._picture.head, self._host(host))

    def trapped(self) -> Drawing:
        """People who want to leave and cannot, by day.

        Raises:
            WrongQuestionError: if the run does not say.
        """
        return people.trapped(self._picture.head, self._people())

    def likely(self, question: str) -> Drawing:
        """100 dots, one for each of 100 futures.

        Args:
            question: id of an outcome question.

        Raises:
            WrongQuestionError: if there is none of that name.
        """
        found = {one.id: one for one in self._picture.questions}
        return outcomes.likely(self._picture.head, found[_known(question, list(found), "question")])

    def when(self) -> Drawing:
        """In how many futures each thing has not happened yet, by date.

        Raises:
            WrongQuestionError: if the run does not say.
        """
        if self._picture.survival is None:
            msg = "the run does not say when things happen"
            raise WrongQuestionError(msg)
        return outcomes.when(self._picture.head, self._picture.survival)

    def ladder(self, dyad: str = "") -> Drawing:
        """How many futures are on which rung in which week.

        Args:
            dyad: id of two sides; the first where not given.

        Raises:
            WrongQuestionError: if there is none of that name, or no ladder at all.
        """
        found = {one.id: one for one in self._picture.ladders}
        if not found:
            msg = "the scenario has no ladder"
            raise WrongQuestionError(msg)
        name = _known(dyad, list(found), "dyad") if dyad else next(iter(found))
        return outcomes.ladder(self._picture.head, found[name])

    def __repr__(self) -> str:
        return "Figures: arrivals, hosted, strain, peak, trapped, likely, when, ladder"

    def _people(self) -> People:
        if self._picture.people is None:
            msg = "the run has nobody who moves"
            raise WrongQuestionError(msg)
        return self._picture.people

    def _host(self, name: str) -> Host:
        hosts = {host.id: host for host in self._people().hosts}
        return hosts[_known(name, list(hosts), "host")]


def _known(name: str, names: list[str], what: str) -> str:
    """Return a name that is there.

    Raises:
        WrongQuestionError: if it is not.
    """
    if name in names:
        return name
    hint = did_you_mean(name, names) or f"it has {', '.join(names)}"
    msg = f'there is no {what} "{name}" in this run: {hint}'
    raise WrongQuestionError(msg)
