"""A Jekyll site in a folder, watched as it changes."""
