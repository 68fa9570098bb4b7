"""Parts of addresses."""

from django.conf import settings


class Language:
    """A language of the site; other words are no such address."""

    regex = "|".join(code for code, _name in settings.LANGUAGES)

    def to_python(self, value: str) -> str:
        """The code itself."""
        return value

    def to_url(self, value: str) -> str:
        """The code itself."""
        return value
