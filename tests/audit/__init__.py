"""What must not be in the project: secrets, and packages that are known to be unsafe."""
