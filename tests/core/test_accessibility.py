"""The checker beside a page: the standard's rules, each with words of our own."""

from django.utils.translation import override

from zaedno.core.accessibility import WcagChecker


def test_every_rule_has_a_name_and_a_remedy_in_bulgarian():
    with override("bg"):
        english = [
            rule
            for rule in WcagChecker.axe_run_only
            for text in WcagChecker.axe_messages[rule].values()
            if str(text).isascii()
        ]
    assert english == []


def test_alternative_text_and_contrast_are_checked():
    assert {"image-alt", "color-contrast", "heading-order"} <= set(WcagChecker.axe_run_only)


def test_the_editor_of_a_page_uses_it(client, home, admin_user):
    client.force_login(admin_user)
    content = client.get(f"/cms/pages/{home.pk}/edit/").content.decode()
    assert "link-in-text-block" in content
