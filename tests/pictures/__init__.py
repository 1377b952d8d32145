"""Makes the pictures of the documents anew, from a real bot on the sandbox in a real browser: `make pictures`."""

NAMES = (
    *(f"sandbox-{scheme}" for scheme in ("light", "dark")),
    *(f"readers-{language}-{of}" for language in ("ko", "en") for of in ("alert", "search", "settings", "digest")),
    *(f"console-{of}" for of in ("ko-light", "en-dark", "phone")),
)
"""All of them: as docs/NAME.webp."""
