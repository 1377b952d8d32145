"""From the markup a bot sends to the text and entities a chat shows."""
