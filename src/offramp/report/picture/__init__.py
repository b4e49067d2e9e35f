"""What the page shows, as frozen data with a schema: the page itself computes no result."""
