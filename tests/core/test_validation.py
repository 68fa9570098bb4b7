import pytest
from django.utils import translation

from zaedno.core.validation import LARGEST_ID, Malformed, check_whole_number


@pytest.mark.parametrize("text", ["1", "007", str(LARGEST_ID)])
def test_a_number_that_the_database_can_keep_is_read(text: str) -> None:
    assert check_whole_number(text) == int(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "not a whole number", id="nothing"),
        pytest.param("-1", "not a whole number", id="a sign"),
        pytest.param("٣", "not a whole number", id="digits of another script"),
        pytest.param(str(LARGEST_ID + 1), "out of range", id="beyond 64 bits"),
        pytest.param("9" * 5_000, "out of range", id="more digits than Python reads"),
    ],
)
def test_what_is_wrong_with_a_number_is_said(text: str, said: str) -> None:
    with translation.override("en"), pytest.raises(Malformed, match=said):
        check_whole_number(text)


def test_the_smallest_number_may_be_another() -> None:
    with pytest.raises(Malformed):
        check_whole_number("0", smallest=1)
