"""Law: which provisions are met today, and what that makes of each measure.

It finds; it decides nothing.
"""

from offramp.processes.law.process import Law

__all__ = ["Law"]
