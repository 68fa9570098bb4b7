"""Who may do what: each role, each kind of page."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from tests.factories import (
    ConsultationFormFieldFactory,
    ConsultationFormPageFactory,
    NewsIndexPageFactory,
    UserFactory,
)
from zaedno.users.enums import RoleName
from zaedno.users.roles import ROLES, set_up_roles

EVERYWHERE = {
    *("home", "policies", "policy", "rules", "rules_page", "consultations", "consultation"),
    *("news", "news_page", "campaigns", "campaign", "analyses", "analysis"),
    *("project", "methodology", "standard", "contact"),
}
CAN_EDIT = {
    "editor": EVERYWHERE,
    "legal": EVERYWHERE,
    "secretary": EVERYWHERE,
    "moderator": set(),
    "communications": {"news", "news_page", "campaigns", "campaign"},
    "analyst": {"analyses", "analysis", "methodology"},
    "administrator": EVERYWHERE,
}


@pytest.mark.parametrize("role", RoleName.values)
def test_a_role_changes_its_part_of_the_tree_and_no_other(tree, staff, role):
    editable = {
        name
        for name in EVERYWHERE
        if getattr(tree, name).permissions_for_user(staff(role)).can_edit()
    }
    assert editable == CAN_EDIT[role]


@pytest.mark.parametrize("role", RoleName.values)
def test_only_administrators_publish_without_a_workflow(tree, staff, role):
    publishable = {
        name
        for name in EVERYWHERE
        if getattr(tree, name).permissions_for_user(staff(role)).can_publish()
    }
    assert publishable == (EVERYWHERE if role == "administrator" else set())


@pytest.mark.parametrize(
    ("role", "parent", "allowed"),
    [
        pytest.param("editor", "policies", True, id="an editor adds a policy"),
        pytest.param("legal", "policies", False, id="a lawyer adds none"),
        pytest.param("secretary", "consultations", False, id="the secretary adds no consultation"),
        pytest.param("communications", "news", True, id="communications add news"),
        pytest.param("communications", "policies", False, id="communications add no policy"),
        pytest.param("analyst", "analyses", True, id="an analyst adds an analysis"),
        pytest.param("analyst", "news", False, id="an analyst adds no news"),
        pytest.param("moderator", "news", False, id="a moderator adds nothing"),
    ],
)
def test_adding_pages(tree, staff, role, parent, allowed):
    assert getattr(tree, parent).permissions_for_user(staff(role)).can_add_subpage() is allowed


OPENS = {
    "/cms/": set(RoleName.values),
    "/cms/users/": {"administrator"},
    "/cms/groups/": {"administrator"},
    "/cms/locales/": {"administrator"},
    "/cms/collections/": {"administrator"},
    "/cms/workflows/list/": {"administrator"},
    "/cms/settings/core/sitesettings/": {"administrator", "secretary"},
    "/cms/snippets/core/unit/": {"administrator", "editor"},
    "/cms/snippets/core/policyarea/add/": {"administrator", "editor"},
    "/cms/snippets/search/synonymgroup/": {"administrator", "editor"},
    "/cms/images/add/": {"administrator", "editor", "communications", "analyst"},
    "/cms/comments/": {"administrator", "moderator"},
    "/cms/searchpicks/": {"administrator", "editor", "communications"},
    "/cms/searchpicks/add/": {"administrator", "editor", "communications"},
    "/cms/searchpicks/queries/chooser/": {"administrator", "editor", "communications"},
    "/cms/site-search/explain/": {"administrator", "editor", "communications", "analyst"},
    "/cms/site-search/queries/": {"administrator", "editor", "communications", "analyst"},
    "/cms/site-search/suggested/": {"administrator", "editor", "communications"},
    "/cms/policies/": {"administrator", "editor", "legal", "secretary", "analyst"},
    "/cms/policies/waiting/": {"administrator", "editor", "secretary"},
    "/cms/snippets/policies/measure/": {
        *("administrator", "editor", "legal", "secretary", "analyst"),
    },
}


def opens(client, address):
    """Whether the page is shown; Wagtail sends those without the right to the front page."""
    response = client.get(address, follow=True)
    return response.status_code == 200 and response.request["PATH_INFO"].startswith(address)


@pytest.mark.slow
@pytest.mark.parametrize("role", RoleName.values)
def test_the_cms_opens_to_a_role_what_it_needs(cms, role):
    client = cms(role)
    opened = {address for address in OPENS if opens(client, address)}
    assert opened == {address for address, roles in OPENS.items() if role in roles}


@pytest.mark.parametrize("role", RoleName.values)
def test_answers_of_citizens_are_read_by_editors_analysts_and_administrators(tree, cms, role):
    form = ConsultationFormPageFactory(parent=tree.consultations)
    ConsultationFormFieldFactory(page=form)
    response = cms(role).get(f"/cms/forms/submissions/{form.pk}/")
    assert (response.status_code == 200) is (role in {"editor", "analyst", "administrator"})


@pytest.mark.parametrize("role", RoleName.values)
def test_answers_of_citizens_are_deleted_by_administrators_only(tree, cms, role):
    form = ConsultationFormPageFactory(parent=tree.consultations)
    submission = form.get_submission_class().objects.create(page=form, form_data={})
    cms(role).post(f"/cms/forms/submissions/{form.pk}/delete/?selected-submissions={submission.pk}")
    kept = form.get_submissions().filter(pk=submission.pk).exists()
    assert kept is (role != "administrator")


@pytest.mark.parametrize("role", RoleName.values)
def test_comments_are_moderated_by_moderators_and_administrators(staff, role):
    may = staff(role).has_perm("comments.moderate_comment")
    assert may is (role in {"moderator", "administrator"})


PARTS = ("objective", "measure", "indicator")
CAN_DO_WITH_PARTS = {
    "editor": {"view", "add", "change"},
    "legal": {"view", "change"},
    "secretary": {"view", "change"},
    "moderator": set(),
    "communications": set(),
    "analyst": {"view"},
    "administrator": {"view", "add", "change", "delete", "publish"},
}


@pytest.mark.parametrize("role", RoleName.values)
@pytest.mark.parametrize("part", PARTS)
def test_only_administrators_publish_parts_of_policies_without_a_workflow(staff, role, part):
    person = staff(role)
    rights = ("view", "add", "change", "delete", "publish")
    may = {right for right in rights if person.has_perm(f"policies.{right}_{part}")}
    assert may == CAN_DO_WITH_PARTS[role]


@pytest.mark.parametrize("role", RoleName.values)
def test_civic_observations_are_decided_on_by_moderators_and_answered_by_editors(staff, role):
    person = staff(role)
    may = {
        right
        for right in ("moderate", "answer")
        if person.has_perm(f"policies.{right}_observation")
    }
    expected = {"editor": {"answer"}, "moderator": {"moderate"}}
    assert may == expected.get(role, {"moderate", "answer"} if role == "administrator" else set())


@pytest.mark.parametrize("role", RoleName.values)
def test_translations_are_begun_by_those_who_write_for_the_public(staff, role):
    may = staff(role).has_perm("wagtail_localize.submit_translation")
    assert may is (role in {"editor", "communications", "administrator"})


def test_setting_the_roles_up_twice_changes_nothing(tree):
    def picture():
        return (
            sorted(Group.objects.values_list("name", flat=True)),
            sorted(Group.permissions.through.objects.values_list("group_id", "permission_id")),
            sorted(GroupPagePermission.objects.values_list()),
            sorted(GroupCollectionPermission.objects.values_list()),
        )

    before = picture()
    call_command("set_up_roles")
    assert picture() == before


def test_the_groups_are_the_keys_of_the_contract(tree):
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {
        *("editor", "legal", "secretary", "moderator", "communications", "analyst"),
        "administrator",
    }


def test_a_group_of_wagtail_with_people_in_it_is_kept(tree):
    UserFactory(role="Moderators")
    set_up_roles()
    assert Group.objects.filter(name="Moderators").exists()


def test_what_an_administrator_gave_a_group_besides_stays(tree):
    extra = Permission.objects.get(codename="view_user")
    group = Group.objects.get(name="moderator")
    group.permissions.add(extra)
    set_up_roles()
    assert extra in group.permissions.all()


def test_a_section_made_later_is_open_to_its_role_at_once(tree, staff):
    later = NewsIndexPageFactory(parent=tree.home, title="Още новини")
    assert later.permissions_for_user(staff("communications")).can_add_subpage()


def test_every_role_has_a_row_in_the_table():
    assert [role.name for role in ROLES] == list(RoleName)


def test_roles_have_bulgarian_names_in_the_cms(tree, cms):
    response = cms("administrator").get("/cms/groups/")
    content = response.content.decode()
    assert str(RoleName.COMMUNICATIONS.label) in content
    assert ">communications<" not in content


def test_the_key_of_a_role_cannot_be_renamed(tree, cms):
    group = Group.objects.get(name="legal")
    response = cms("administrator").get(f"/cms/groups/edit/{group.pk}/")
    assert response.context["form"].fields["name"].disabled
