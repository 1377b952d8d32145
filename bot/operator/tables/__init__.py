"""What a command lists, laid out for a terminal of any width, or as lines with tabs for programs."""
