"""Who leaves, where to, who gets across, who goes back: people as integers, none lost."""
