"""A value in a request's body, where it stands, and what is wrong with it, as Discord's `errors` object says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

from bot.sandbox.discord.errors import Code, refusal

if TYPE_CHECKING:
    from collections.abc import Collection

Key: TypeAlias = "str | int"


class Field:
    """One value of a body; what is wrong anywhere below one root gathers there until `settle` refuses it all."""

    def __init__(self, value: Any, errors: dict[str, Any] | None = None, path: tuple[Key, ...] = ()) -> None:
        self.value = value
        self._errors: dict[str, Any] = {} if errors is None else errors
        self._path = path

    def at(self, key: Key, value: Any = None) -> Field:
        """Return the field below this one; `value` where it is not simply the member of that name."""
        if value is None and isinstance(self.value, dict):
            value = self.value.get(key)
        return Field(value, self._errors, (*self._path, key))

    def wrong(self, code: str, message: str) -> None:
        """Note that the value is not accepted."""
        place = self._errors
        for key in self._path:
            place = place.setdefault(str(key), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def settle(self) -> None:
        """Refuse the body if anything in it is wrong."""
        if self._errors:
            raise refusal(Code.INVALID_FORM_BODY, self._errors)

    def is_there(self, *, is_required: bool = False) -> bool:
        """Return whether there is a value, noting its absence where it is required."""
        if self.value is None and is_required:
            self.wrong("BASE_TYPE_REQUIRED", "This field is required")
        return self.value is not None

    def text(self, most: int, least: int = 0, *, is_required: bool = False) -> str:
        """Return the text without the space around it; lengths count code points."""
        if not self.is_there(is_required=is_required or least > 0):
            return ""
        if not isinstance(self.value, str):
            self.wrong("STRING_TYPE_CONVERT", f'Could not interpret "{self.value}" as string.')
            return ""
        text = self.value.strip()
        if least and not least <= len(text) <= most:
            self.wrong("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        elif len(text) > most:
            self.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif is_required and not text:
            self.wrong("BASE_TYPE_REQUIRED", "This field is required")
        return text

    def url(self, most: int = 2048, schemes: Collection[str] = ("http", "https")) -> str:
        """Return an absolute URL with one of the schemes."""
        text = self.text(most)
        if text:
            self._check_url(text, schemes)
        return text

    def _check_url(self, text: str, schemes: Collection[str]) -> None:
        try:
            parts = urlsplit(text)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme and parts.scheme not in schemes:
            words = ", ".join(f"'{scheme}'" for scheme in schemes)
            self.wrong("URL_TYPE_INVALID_SCHEME", f'Scheme "{parts.scheme}" must be one of ({words}).')
        elif not parts.scheme or not parts.netloc or any(one.isspace() for one in text):
            self.wrong("URL_TYPE_INVALID_URL", "Not a well formed URL.")

    def items(self, most: int) -> list[Field]:
        """Return the fields of a list, none where it is absent."""
        if not self.is_there():
            return []
        if not isinstance(self.value, list):
            self.wrong("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if len(self.value) > most:
            self.wrong("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        return [self.at(place, one) for place, one in enumerate(self.value)]

    def whole(self, least: int, most: int) -> int | None:
        """Return an integer in the range, None where it is absent."""
        if not self.is_there():
            return None
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self.wrong("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not int.')
            return None
        if self.value < least:
            self.wrong("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        elif self.value > most:
            self.wrong("NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return self.value

    def truth(self) -> bool:
        """Return a boolean, False where it is absent."""
        if self.is_there() and not isinstance(self.value, bool):
            self.wrong("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return self.value is True

    def snowflake(self) -> str:
        """Return an id, which may be a number or its digits; empty where it is absent."""
        if not self.is_there():
            return ""
        text = str(self.value)
        if isinstance(self.value, bool) or not (text.isascii() and text.isdecimal()):
            self.wrong("NUMBER_TYPE_COERCE", f'Value "{self.value}" is not snowflake.')
            return ""
        return text

    def choice(self, allowed: Collection[Any]) -> Any:
        """Return a value that is one of those allowed, None where it is not."""
        if not self.is_there(is_required=True):
            return None
        if self.value not in allowed or isinstance(self.value, bool):
            self.wrong("BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, allowed))}}}.")
            return None
        return self.value
