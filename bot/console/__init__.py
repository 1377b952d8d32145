"""The console: what goes out, what is wrong and what can be done by hand, on pages for those who run the bot."""
