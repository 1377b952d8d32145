"""An RSS, Atom or JSON feed, looked at again and again, and at once when its hub calls."""
