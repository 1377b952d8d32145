"""What `python -m bot` can be told, one file per command.

A container asks `health` every half minute, so what only one command needs is imported inside it: most of a second.
"""
