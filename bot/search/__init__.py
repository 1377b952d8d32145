"""The search: a full-text index of the archive in a file of this process, made anew from the store at any time."""
