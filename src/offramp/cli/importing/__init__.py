"""`offramp import`: what users hold becomes a scenario. One file a verb, one line in `group`."""
