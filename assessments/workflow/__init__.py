"""From draft to publication: one table of steps, and one function for each (規則第5条〜第7条, 第16条)."""

from . import filling
from .acts import Incomplete, approve, send_back, submit, take_back
from .ending import end
from .publishing import publish, release, withdraw
from .steps import STEPS, Step, available, freeze, refusal

__all__ = [
    "STEPS",
    "Incomplete",
    "Step",
    "approve",
    "available",
    "end",
    "filling",
    "freeze",
    "publish",
    "refusal",
    "release",
    "send_back",
    "submit",
    "take_back",
    "withdraw",
]
