"""Flee's movement law on counts of people."""
