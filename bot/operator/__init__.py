"""What an operator asks of the bot by command, beside a bot that runs or without one."""
