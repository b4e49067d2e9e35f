"""How good a forecast was: what was observed, errors, probability scores, simple rivals."""
