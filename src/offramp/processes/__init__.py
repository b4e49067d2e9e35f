"""The science: one file, one published model or one rule book.

`PROCESSES` names them all; a scenario puts them in order.
"""

from offramp.engine.process import Process
from offramp.processes.conflict import Conflict
from offramp.processes.contact import Contacts
from offramp.processes.displacement.process import Displacement
from offramp.processes.flee.process import Flee
from offramp.processes.history import History
from offramp.processes.hosts.process import Hosts
from offramp.processes.influences import Influences
from offramp.processes.ladder import LadderProcess
from offramp.processes.law import Law
from offramp.processes.measures.chronicle import Chronicle
from offramp.processes.measures.decisions import Decisions
from offramp.processes.measures.effects import Effects
from offramp.processes.measures.procedure import Deciding
from offramp.processes.perception import Perception
from offramp.processes.reception import Reception
from offramp.processes.red_lines import RedLines
from offramp.processes.stocks import Stocks
from offramp.processes.thresholds import Thresholds

PROCESSES: dict[str, type[Process]] = {
    process.name: process
    for process in (
        History,
        Perception,
        Chronicle,
        Decisions,
        Deciding,
        Influences,
        Effects,
        Conflict,
        Displacement,
        Flee,
        Hosts,
        Reception,
        Stocks,
        Contacts,
        RedLines,
        Law,
        LadderProcess,
        Thresholds,
    )
}
"""Every process, by its name."""
