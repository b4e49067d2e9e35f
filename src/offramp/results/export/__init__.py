"""A run, or part of it, as files that other tools read."""
