"""Which host people flee to: a total, given or forecast, split over hosts, none lost."""
