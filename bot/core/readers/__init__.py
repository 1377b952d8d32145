"""What readers ask, press and wish for, and what we answer, the same on every platform."""
