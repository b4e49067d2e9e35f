"""What users hold, made into scenarios: Flee instances, tables of agencies."""
