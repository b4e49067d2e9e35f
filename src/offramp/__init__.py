"""Offramp: a crisis laboratory.

One declarative scenario describes a crisis; Offramp turns it into thousands of possible futures,
compares decisions on the same futures, and says why each event happened. Not a prediction, not
legal advice, not for targeting.

    import offramp

    scenario = offramp.load("ardenia")                # read and checked; ScenarioError if wrong
    run = offramp.run(scenario, members=200)          # futures, kept in a folder
    run.summary["outcomes"]                           # how they went, as plain data
    run.quantiles["arrivals_total"]                   # over all futures, by day, place (xarray)
    run.series["arrivals_total"]                      # of a sample of futures, or of all
    run.events                                        # what happened and why (Arrow table)
    print(run.explain())                              # the commonest chains, in plain sentences
    print(offramp.cite(run))                          # the sources behind what played a part

    calm = offramp.load("ardenia", without=["strain"])
    print(offramp.compare(scenario, {"no strain": calm}, members=200))   # on the same futures

    print(offramp.examine(scenario, members=200))     # what each mechanism does, against off
    print(offramp.matters(scenario, members=200))     # unknown or chance; which assumptions move it
    print(offramp.sweep(scenario, "meeting_rate", members=200))          # what hangs on a number
    offramp.deadline(scenario, ["truce_mediation"], ["reception.both"], members=200)

    run = offramp.Run.open("runs/ardenia-20300301T120000Z")              # any time later
    engine = offramp.Engine(scenario)                 # step by hand: begin, step, run, fork

Nothing heavy is imported before one of these names is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from offramp.api.citing import cite as cite
    from offramp.api.engine import Engine as Engine
    from offramp.api.matters import declaration as declaration
    from offramp.api.matters import matters as matters
    from offramp.api.matters import model_function as model_function
    from offramp.api.matters import sensitivity as sensitivity
    from offramp.api.matters import tipping as tipping
    from offramp.api.questions import deadline as deadline
    from offramp.api.questions import examine as examine
    from offramp.api.questions import sweep as sweep
    from offramp.api.replay import replay as replay
    from offramp.api.running import compare as compare
    from offramp.api.running import run as run
    from offramp.api.scenario import load as load
    from offramp.model.problems import ScenarioError as ScenarioError
    from offramp.model.scenario import Scenario as Scenario
    from offramp.results.run import Run as Run

    __version__: str

_HOMES = {
    "Engine": "offramp.api.engine",
    "Run": "offramp.results.run",
    "Scenario": "offramp.model.scenario",
    "ScenarioError": "offramp.model.problems",
    "cite": "offramp.api.citing",
    "compare": "offramp.api.running",
    "deadline": "offramp.api.questions",
    "declaration": "offramp.api.matters",
    "examine": "offramp.api.questions",
    "load": "offramp.api.scenario",
    "matters": "offramp.api.matters",
    "model_function": "offramp.api.matters",
    "replay": "offramp.api.replay",
    "run": "offramp.api.running",
    "sensitivity": "offramp.api.matters",
    "sweep": "offramp.api.questions",
    "tipping": "offramp.api.matters",
}
"""The module that each public name lives in."""

__all__ = [
    "Engine",
    "Run",
    "Scenario",
    "ScenarioError",
    "__version__",
    "cite",
    "compare",
    "deadline",
    "declaration",
    "examine",
    "load",
    "matters",
    "model_function",
    "replay",
    "run",
    "sensitivity",
    "sweep",
    "tipping",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name == "__version__":
        from importlib.metadata import version

        return version("offramp")
    if name not in _HOMES:
        msg = f"module 'offramp' has no attribute {name!r}"
        raise AttributeError(msg)
    found = getattr(import_module(_HOMES[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
