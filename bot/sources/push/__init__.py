"""Posts that a build step or a CMS pushes to us, signed, over HTTP."""
