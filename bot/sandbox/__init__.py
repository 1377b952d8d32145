"""Both chat services, imitated on the wire; imports nothing of the bot."""
