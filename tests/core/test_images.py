"""What is read of an image to those who cannot see it."""

import pytest
from django.utils import translation

from zaedno.core.models import CustomImage


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "english", "read"),
    [
        pytest.param("bg", "A field", "Поле", id="Bulgarian on Bulgarian pages"),
        pytest.param("en", "A field", "A field", id="English on English pages"),
        pytest.param("en", "", "Поле", id="Bulgarian where there is no English"),
    ],
)
def test_the_description_is_read_in_the_readers_language(language, english, read):
    image = CustomImage(title="IMG_0012", description="Поле", description_en=english)
    with translation.override(language):
        assert image.default_alt_text == read
