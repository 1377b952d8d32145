"""What those who run the bot, and those who look after a channel, are told without asking."""
