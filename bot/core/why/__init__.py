"""What became of a post in a channel, and why."""
