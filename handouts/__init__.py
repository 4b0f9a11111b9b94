"""Printable, sourced, bilingual patient handouts from structured content."""

__version__ = "0.1.0"
