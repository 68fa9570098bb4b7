"""From a draft to the public: who must agree, in which order."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowContentType, WorkflowPage

from policies.models import Indicator, Measure, Objective
from tests.factories import PolicyPageFactory, RulesIndexPageFactory, UserFactory
from zaedno.users.models import FourEyesApproval
from zaedno.users.workflows import APPROVAL, LEGAL_REVIEW, NORMATIVE_ACT, PUBLICATION

PUBLISHED_WITHOUT_LAWYER = ("policy", "news_page", "campaign", "analysis", "project", "standard")


def send(page, by):
    """Save a change and send it for approval, as the editor's button does."""
    page.title += " (нова)"
    page.save_revision(user=by)
    return page.get_workflow().start(page, by)


def act(client, state, action="approve", comment="", page=None):
    """Press a button of the workflow, by its address."""
    state.refresh_from_db()
    pk = page.pk if page else state.object_id
    arguments = [pk, action, state.current_task_state_id]
    address = reverse("wagtailadmin_pages:workflow_action", args=arguments)
    return client.post(address, {"comment": comment})


def is_public(page):
    return Page.objects.get(pk=page.pk).title.endswith("(нова)")


@pytest.mark.parametrize("name", PUBLISHED_WITHOUT_LAWYER)
def test_most_pages_need_the_secretary_only(tree, name):
    assert getattr(tree, name).get_workflow().name == PUBLICATION.name


@pytest.mark.parametrize("name", ["rules", "rules_page", "consultations", "consultation"])
def test_normative_acts_need_a_lawyer_too(tree, name):
    assert getattr(tree, name).get_workflow().name == NORMATIVE_ACT.name


@pytest.mark.parametrize("part", [Objective, Measure, Indicator])
def test_parts_of_policies_need_the_secretary_too(tree, part):
    assert part.get_default_workflow().name == PUBLICATION.name


def test_a_workflow_that_an_administrator_chose_for_measures_stays(tree):
    own = Workflow.objects.create(name="Свой ред")
    of_measures = WorkflowContentType.objects.filter(content_type__model="measure")
    of_measures.update(workflow=own)
    call_command("set_up_roles")
    assert Measure.get_default_workflow() == own


def test_a_page_is_published_when_the_secretary_approves(tree, staff, cms):
    state = send(tree.news_page, by=staff("editor"))
    assert not is_public(tree.news_page)
    act(cms("secretary"), state)
    assert is_public(tree.news_page)


def test_an_act_goes_to_the_lawyer_and_then_to_the_secretary(tree, staff, cms):
    state = send(tree.rules_page, by=staff("editor"))
    assert state.current_task_state.task.name == LEGAL_REVIEW
    act(cms("secretary"), state)
    assert not is_public(tree.rules_page)

    act(cms("legal"), state)
    state.refresh_from_db()
    assert state.current_task_state.task.name == APPROVAL
    assert not is_public(tree.rules_page)

    act(cms("secretary"), state)
    assert is_public(tree.rules_page)


def test_a_page_sent_back_comes_to_its_author_with_the_reason(tree, staff, cms):
    state = send(tree.news_page, by=staff("editor"))
    act(cms("secretary"), state, action="reject", comment="Липсва източник.")
    state.refresh_from_db()
    assert state.status == "needs_changes"
    assert state.current_task_state.comment == "Липсва източник."
    assert not is_public(tree.news_page)


@pytest.mark.parametrize("role", ["editor", "legal", "communications", "analyst", "moderator"])
def test_nobody_but_the_secretary_gives_the_last_approval(tree, staff, cms, role):
    state = send(tree.news_page, by=UserFactory(role="editor"))
    act(cms(role), state)
    assert not is_public(tree.news_page)


def test_approvers_can_open_what_they_approve(tree, staff, cms):
    send(tree.rules_page, by=staff("editor"))
    assert cms("legal").get(f"/cms/pages/{tree.rules_page.pk}/edit/").status_code == 200


def test_an_author_cannot_slip_changes_in_while_a_page_is_being_approved(tree, staff):
    send(tree.news_page, by=staff("editor"))
    page = Page.objects.get(pk=tree.news_page.pk).specific
    assert page.get_lock().for_user(staff("editor"))


def test_approvers_are_told_in_bulgarian(
    tree, staff, cms, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    staff("secretary")
    with django_capture_on_commit_callbacks(execute=True):
        send(tree.news_page, by=staff("editor"))
    told = [message for message in mail.outbox if staff("secretary").email in message.to]
    assert told
    assert "submitted" not in told[0].subject + told[0].body


def test_both_languages_have_their_workflow(tree, locales):
    home = tree.home.copy_for_translation(locales.en)
    rules = tree.rules.copy_for_translation(locales.en)
    assert home.get_workflow().name == PUBLICATION.name
    assert rules.get_workflow().name == NORMATIVE_ACT.name


def test_setting_up_twice_changes_nothing(tree):
    def picture():
        return (
            sorted(Workflow.objects.values_list("name", "active")),
            sorted(FourEyesApproval.objects.values_list("name", "groups")),
            sorted(WorkflowPage.objects.values_list("page_id", "workflow_id")),
            sorted(WorkflowContentType.objects.values_list("content_type_id", "workflow_id")),
        )

    before = picture()
    call_command("set_up_roles")
    assert picture() == before


def test_a_workflow_that_an_administrator_chose_stays(tree):
    own = Workflow.objects.create(name="Свой ред")
    WorkflowPage.objects.filter(page=tree.rules).update(workflow=own)
    call_command("set_up_roles")
    assert tree.rules.get_workflow() == own


def test_a_list_within_a_list_needs_no_workflow_of_its_own(tree):
    inner = RulesIndexPageFactory(parent=tree.rules, title="Наредби")
    assert not WorkflowPage.objects.filter(page=inner).exists()
    assert inner.get_workflow().name == NORMATIVE_ACT.name


def test_a_new_page_can_be_sent_too(tree, staff, cms):
    page = PolicyPageFactory(parent=tree.policies, live=False, title="План")
    state = send(page, by=staff("editor"))
    act(cms("secretary"), state)
    assert Page.objects.get(pk=page.pk).live
