"""What `make bench` runs: the bot beside the plain libraries, on the sandbox, in one run."""
