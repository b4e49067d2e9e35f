"""Results: what a run leaves behind, and what can be asked of it."""
