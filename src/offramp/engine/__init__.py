"""The engine: steps the state of a crisis day by day and knows no politics."""
