"""When an alert comes to a channel: aloud, silently, or in a roundup of what was gathered."""
