"""The web page on which an editor sees the alert change while the post is written."""
