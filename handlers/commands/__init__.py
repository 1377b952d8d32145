"""The commands, one a file; `handlers.registry` lists them."""
