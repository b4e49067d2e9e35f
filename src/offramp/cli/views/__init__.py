"""Views of a scenario for `offramp show`, one a file."""
