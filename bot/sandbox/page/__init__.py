"""The sandbox's web page: both chats side by side, live, for a person to read, type and press in."""
