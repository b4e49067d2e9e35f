"""Figures of a run for papers and notebooks, in the language of the page."""
