"""Sokbo (속보): sends news alerts to Telegram and Discord the moment a post is published."""
