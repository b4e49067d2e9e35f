"""How members are divided over files."""

SHARD = 256
"""Members whose events share a file, whatever the blocks: those from 256 k up to 256 k + 255."""
