"""What editors see before the public does: drafts, versions and what differs between them."""

import pytest

from tests.users.test_cms import latin_words, visible_text

PAGES = (
    *("home", "policies", "rules", "consultations", "news", "campaigns", "analyses", "policy"),
    *("rules_page", "consultation", "news_page", "campaign", "analysis", "project"),
    *("methodology", "standard", "contact"),
)
DRAFT = "Само в черновата"


@pytest.mark.parametrize("name", PAGES)
def test_a_draft_of_every_kind_is_seen_by_the_editor_only(tree, staff, cms, client, name):
    page = getattr(tree, name)
    page.title = DRAFT
    page.save_revision(user=staff("editor"))
    seen = cms("editor").get(f"/cms/pages/{page.pk}/view_draft/")
    assert seen.status_code == 200
    assert DRAFT in seen.content.decode()
    assert DRAFT not in client.get(page.url).content.decode()
    assert client.get(f"/cms/pages/{page.pk}/view_draft/").status_code == 302


@pytest.mark.parametrize("name", ["policy", "rules_page", "consultation", "news_page"])
def test_versions_are_compared_in_bulgarian(tree, staff, cms, name):
    page = getattr(tree, name)
    first = page.save_revision(user=staff("editor"))
    page.title = "Друго заглавие"
    page.lead = "Друго въведение."
    second = page.save_revision(user=staff("secretary"))
    address = f"/cms/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/"
    response = cms("editor").get(address)
    assert response.status_code == 200
    text = visible_text(response)
    assert "Друго" in text
    assert latin_words(text) == []
