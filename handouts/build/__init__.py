"""One edition from an order to a finished file: the only place where all the stages meet.

`make` and `save` are loaded when they are first asked for: what an order is can be told without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handouts.build.order import Order, Output, Product

if TYPE_CHECKING:
    from handouts.build.files import save
    from handouts.build.making import make

__all__ = ["Order", "Output", "Product", "make", "save"]


def __getattr__(name: str) -> Any:
    if name == "make":
        from handouts.build.making import make

        return make
    if name == "save":
        from handouts.build.files import save

        return save
    raise AttributeError(f"module 'handouts.build' has no attribute '{name}'")
