"""Sentences of Django that our catalogues put right."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import FileExtensionValidator
from django.utils import translation


def test_a_refused_kind_of_file_is_named_without_a_typing_mistake() -> None:
    check = FileExtensionValidator(["pdf"])
    with translation.override("bg"), pytest.raises(ValidationError) as refused:
        check(ContentFile(b"", name="virus.exe"))
    with translation.override("bg"):
        assert refused.value.messages == [
            "Файлове с разширение „exe“ не се приемат. Приемат се: pdf."
        ]
