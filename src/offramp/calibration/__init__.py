"""How well a run foretold what came: scores, baselines, targets, fitting."""
