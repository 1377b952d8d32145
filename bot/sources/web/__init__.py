"""How sources ask the web: only what they may, and politely."""
