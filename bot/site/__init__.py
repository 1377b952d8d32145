"""The publisher's site as its readers reach it, over HTTP."""
