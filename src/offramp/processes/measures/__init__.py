"""The life of a measure: proposed, decided, in force, ended; by choice or by history."""
