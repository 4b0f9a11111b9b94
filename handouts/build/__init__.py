"""One edition from an order to a finished file: the only place where all the stages meet."""

from handouts.build.files import save
from handouts.build.making import Order, Output, Product, make

__all__ = ["Order", "Output", "Product", "make", "save"]
