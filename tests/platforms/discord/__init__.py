"""Discord, over the wire of the sandbox."""
