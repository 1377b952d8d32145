"""What a feed says: bytes in, entries in plain text out, read in a process of its own."""
