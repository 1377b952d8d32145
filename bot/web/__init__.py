"""How the web is asked: only what may be asked, and politely."""
