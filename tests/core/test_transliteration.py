"""Addresses in Latin letters by the Transliteration Act."""

import pytest

from zaedno.core.transliteration import latin_slug, transliterate


@pytest.mark.parametrize(
    ("bulgarian", "latin"),
    [
        pytest.param("Левски", "Levski", id="letter by letter"),
        pytest.param("София", "Sofia", id="ия at the end is ia"),
        pytest.param("СОФИЯ", "SOFIA", id="in capitals too"),
        pytest.param("Кюстендил", "Kyustendil", id="ю is yu"),
        pytest.param("обществено обсъждане", "obshtestveno obsazhdane", id="ъ is a, щ is sht"),
        pytest.param("Щъркелово", "Shtarkelovo", id="a capital of several letters"),
        pytest.param("Приятели", "Priyateli", id="ия within a word is iya"),
        pytest.param("ѝ каза", "i kaza", id="the stressed pronoun"),
    ],
)
def test_bulgarian_is_written_in_latin_letters(bulgarian, latin):
    assert transliterate(bulgarian) == latin


def test_an_address_has_only_latin_letters_digits_and_hyphens():
    assert latin_slug("Наредба № 5 – «чистота»!") == "naredba-no-5-chistota"
