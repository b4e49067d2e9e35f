"""Offramp: a crisis laboratory."""

__all__: list[str] = []
