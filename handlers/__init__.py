"""The commands, written once for both platforms: query in, reply out."""
