"""What operators set: settings, parsed once, and the commented example."""
