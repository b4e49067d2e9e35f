"""The summary of a run: ranges of futures in plain numbers, one file for each question."""
