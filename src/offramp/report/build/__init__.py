"""How each part of the page is made from a run: one file a part."""
