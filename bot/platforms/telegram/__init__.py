"""Telegram: alerts sent, corrected and withdrawn; readers' questions brought in. `connection.connect` builds it."""
