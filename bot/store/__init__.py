"""What the bot remembers, on the Redis protocol."""
