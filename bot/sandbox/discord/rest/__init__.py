"""Discord's REST API v10, as far as a news bot goes."""
