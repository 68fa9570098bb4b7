"""Pages made by programs get Latin addresses too, drafts like published ones."""

import pytest

from home.models import StandardPage


@pytest.mark.parametrize("live", [True, False])
def test_a_page_made_by_a_program_has_a_latin_address(home, live):
    page = home.add_child(instance=StandardPage(title="Достъпност", live=live))
    assert page.slug == "dostapnost"
