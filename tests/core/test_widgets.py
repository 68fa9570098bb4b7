"""The address that follows a page's title in the editor."""

import json
import re

import pytest

from zaedno.core.transliteration import latin_slug
from zaedno.core.widgets import LatinSlugInput


def as_the_browser_does(title):
    """Apply the widget's table in its order, as Wagtail's script does before it makes a slug."""
    for pattern, latin in json.loads(LatinSlugInput().attrs["data-w-slug-formatters-value"]):
        title = re.sub(pattern[0] if isinstance(pattern, list) else pattern, latin, title)
    return re.sub(r"[-\s]+", "-", re.sub(r"[^-\w\s]", "", title.lower())).strip("-")


@pytest.mark.parametrize(
    "title",
    [
        "Община Левски",
        "Щъркелово гнездо",
        "Стратегия за младежта",
        "СОФИЯ",
        "Приятели на общината",
        "Юли и яна: ѝ, ё",
        "Наредба за чистотата 2026",
    ],
)
def test_the_browser_and_the_server_give_the_same_address(title):
    assert as_the_browser_does(title) == latin_slug(title)
