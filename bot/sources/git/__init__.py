"""A Jekyll site in a Git repository, cloned and kept up to date."""
