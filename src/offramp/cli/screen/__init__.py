"""The one screen that ends a run, a part a file, in the order in which an analyst asks."""
