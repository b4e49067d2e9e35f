"""A run as one page: what it shows as data, and the self-contained HTML file."""
