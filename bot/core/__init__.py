"""Decisions, and nothing else: no await, clock, chance, log, file or network below this folder."""
