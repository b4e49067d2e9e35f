"""The command line: one file a verb, and the few things that they share."""
