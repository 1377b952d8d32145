"""Makes the parts from the settings and joins them: platforms, sources, the sandbox for a first try."""
