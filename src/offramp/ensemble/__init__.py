"""Ensembles: many futures at once, and two decisions on the same futures."""
