"""Words out of markup, for every source that meets HTML."""
