"""From files to a scenario: YAML and CSV, overlays, and errors that show the line."""
