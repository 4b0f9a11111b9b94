"""Whether a finished PDF, ours or not, is fit for the office or for the press: what is wrong, why, what to do.

`check` goes through a file once and gives its flaws. It trusts nothing in the file: what is damaged, too large or
nested without end is itself a flaw.
"""

from __future__ import annotations

from handouts.preflight.checking import Report, check, report
from handouts.preflight.expected import Expected, Printer, Usual
from handouts.preflight.flaws import Flaw

__all__ = ["Expected", "Flaw", "Printer", "Report", "Usual", "check", "report"]
