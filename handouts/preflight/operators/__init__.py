"""What each operator of a drawing does to the walk over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from handouts.preflight.walking import Walker

Operands: TypeAlias = list[bytes]
Handler: TypeAlias = "Callable[[Walker, bytes, Operands], None]"
