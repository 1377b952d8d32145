"""What editors ask before they publish: how an alert looks, when it goes out, and what is wrong with a post."""
