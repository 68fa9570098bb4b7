"""Nobody approves their own change, however they try."""

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories import StandardPageFactory, UserFactory
from tests.users.test_workflows import act, is_public, send
from zaedno.users.four_eyes import may_approve


@pytest.fixture
def both_hats(tree):
    """Somebody who writes and approves: editor and secretary in one."""
    person = UserFactory(role="editor")
    person.groups.add(*UserFactory(role="secretary").groups.all())
    return person


def test_whoever_asked_for_approval_may_not_give_it(tree, staff, cms, both_hats):
    tree.news_page.title += " (нова)"
    tree.news_page.save_revision(user=staff("editor"))
    state = tree.news_page.get_workflow().start(tree.news_page, both_hats)
    act(cms(both_hats), state)
    assert not is_public(tree.news_page)


def test_whoever_wrote_the_change_may_not_approve_it(tree, staff, cms, both_hats):
    tree.news_page.title += " (нова)"
    tree.news_page.save_revision(user=both_hats)
    state = tree.news_page.get_workflow().start(tree.news_page, staff("editor"))
    act(cms(both_hats), state)
    assert not is_public(tree.news_page)


def test_an_earlier_author_of_the_same_change_may_not_either(tree, staff, cms, both_hats):
    tree.news_page.lead = "Уточнено."
    tree.news_page.save_revision(user=both_hats)
    state = send(tree.news_page, by=staff("editor"))
    act(cms(both_hats), state)
    assert not is_public(tree.news_page)


def test_the_author_of_what_is_public_already_may(tree, staff, cms, both_hats):
    tree.news_page.save_revision(user=both_hats).publish()
    tree.news_page.refresh_from_db()
    state = send(tree.news_page, by=staff("editor"))
    act(cms(both_hats), state)
    assert is_public(tree.news_page)


def test_a_superuser_is_bound_too(tree, staff, cms):
    state = send(tree.news_page, by=staff("superuser"))
    response = act(cms("superuser"), state)
    assert not is_public(tree.news_page)
    assert response.status_code in {302, 403}


def test_another_superuser_may_help_out(tree, staff, cms):
    state = send(tree.news_page, by=staff("superuser"))
    act(cms(UserFactory(is_superuser=True)), state)
    assert is_public(tree.news_page)


def test_an_author_may_send_their_own_page_back(tree, staff, cms, both_hats):
    state = send(tree.news_page, by=both_hats)
    act(cms(both_hats), state, action="reject", comment="Още не е готово.")
    state.refresh_from_db()
    assert state.status == "needs_changes"


def test_whoever_sends_a_page_back_says_why(tree, staff, cms):
    state = send(tree.news_page, by=staff("editor"))
    act(cms("secretary"), state, action="reject", comment=" ")
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_an_approver_is_told_why_their_own_change_waits_for_another(tree, staff, cms, both_hats):
    state = send(tree.news_page, by=both_hats)
    address = f"/cms/pages/{tree.news_page.pk}/edit/"
    assert "Не можете да одобрите тази страница" in cms(both_hats).get(address).content.decode()
    assert "Не можете да одобрите" not in cms("secretary").get(address).content.decode()
    assert "Не можете да одобрите" not in cms("editor").get(address).content.decode()
    assert act(cms(both_hats), state).url == address


def test_an_address_forged_from_two_pages_is_refused(tree, staff, cms, both_hats):
    """The page in the address is somebody else's, the task in it is one's own."""
    own = send(tree.news_page, by=both_hats)
    send(tree.campaign, by=staff("editor"))
    act(cms(both_hats), own, page=tree.campaign)
    assert not is_public(tree.news_page)
    assert not is_public(tree.campaign)


def test_the_button_is_not_offered(tree, staff, cms, both_hats):
    send(tree.standard, by=both_hats)
    address = f"/cms/pages/{tree.standard.pk}/edit/"
    assert 'data-workflow-action-name="approve"' not in cms(both_hats).get(address).content.decode()
    assert 'data-workflow-action-name="approve"' in cms("secretary").get(address).content.decode()


def test_the_task_itself_refuses(tree, staff, both_hats):
    state = send(tree.news_page, by=both_hats)
    task_state = state.current_task_state
    with pytest.raises(PermissionDenied):
        task_state.task.specific.on_action(task_state, both_hats, "approve")


def form_of(page, **changes):
    """What the browser sends when a page of text is saved."""
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "lead": "",
            "body": streamfield([]),
            "related": streamfield([]),
            "comments": inline_formset([]),
            **changes,
        }
    )


def test_a_change_saved_together_with_the_approval_is_refused(tree, staff, cms):
    """The secretary corrects the text and approves in one step: a second person must look."""
    page = StandardPageFactory(parent=tree.home, title="Достъпност")
    send(page, by=staff("editor"))
    form = form_of(
        page,
        title="Поправено (нова)",
        **{"action-workflow-action": "true", "workflow-action-name": "approve"},
    )
    response = cms("secretary").post(f"/cms/pages/{page.pk}/edit/", form, follow=True)
    assert Page.objects.get(pk=page.pk).title == "Достъпност"
    assert Page.objects.get(pk=page.pk).draft_title == "Поправено (нова)"
    told = response.content.decode()
    assert "Поправките Ви са запазени, но страницата не е одобрена." in told
    assert "Може да я одобри друг служител с Вашата роля или администратор." in told


def test_an_approval_with_an_untouched_form_is_no_authorship(tree, staff, cms):
    """The button on the editor's page sends the whole form, and Wagtail keeps it as a version."""
    page = StandardPageFactory(parent=tree.home, title="Достъпност")
    send(page, by=staff("editor"))
    page.save_revision(user=staff("secretary"))
    form = form_of(page, **{"action-workflow-action": "true", "workflow-action-name": "approve"})
    cms("secretary").post(f"/cms/pages/{page.pk}/edit/", form)
    assert is_public(page)


def test_a_lawyer_who_corrects_a_text_leaves_the_approval_to_another(tree, staff, cms):
    state = send(tree.rules_page, by=staff("editor"))
    tree.rules_page.lead = "Поправено."
    tree.rules_page.save_revision(user=staff("legal"))
    act(cms("legal"), state)
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Съгласуване с юрист"
    act(cms(UserFactory(role="legal")), state)
    state.refresh_from_db()
    assert state.current_task_state.task.name == "Одобрение от секретаря"


def test_without_a_workflow_only_authorship_counts(tree, staff):
    tree.news_page.lead = "Уточнено."
    tree.news_page.save_revision(user=staff("editor"))
    assert not may_approve(tree.news_page, None, user=staff("editor"))
    assert may_approve(tree.news_page, None, user=staff("secretary"))
