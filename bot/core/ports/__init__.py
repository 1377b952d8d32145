"""What those who do the work need of the outside, each its own slice; who gives it stands behind `bot.wiring`."""
