"""Tables of agencies: what their columns mean, whether they hold, and what they become."""
