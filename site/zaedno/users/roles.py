"""The roles of the staff: a table of who may do what, and the service that puts it into force."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    get_default_page_content_type,
)

from zaedno.users.enums import FileRight, PageRight, RoleName

# Made by Wagtail's own migrations; ours stand in their place.
WAGTAIL_GROUPS = ("Moderators", "Editors")

# Title of the root of the tree, which only the staff see; a page's title is data: Bulgarian.
ROOT_TITLE = "Всички страници"

ENTER_CMS = "wagtailadmin.access_admin"
READ_ANSWERS = "wagtailforms.view_formsubmission"
DELETE_ANSWERS = "wagtailforms.delete_formsubmission"
TRANSLATE = "wagtail_localize.submit_translation"
MODERATE = "comments.moderate_comment"
ANSWER_COMMENTS = "comments.answer_comment"
REASONS_OF_MODERATORS = tuple(
    f"comments.{right}_reasontemplate" for right in ("view", "add", "change", "delete")
)
CHANGE_SETTINGS = "core.change_sitesettings"
SNIPPETS = tuple(
    f"core.{right}_{snippet}"
    for snippet in ("policyarea", "unit", "settlement")
    for right in ("view", "add", "change")
)
LEGAL_TERMS = ("consultations.view_proceduretype", "consultations.change_proceduretype")
PROMOTE_RESULTS = tuple(
    f"wagtailsearchpromotions.{right}_searchpromotion" for right in ("add", "change", "delete")
)
READ_SEARCH_REPORTS = "search.read_search_reports"
WORK_ON_SEARCH = (*PROMOTE_RESULTS, READ_SEARCH_REPORTS, "search.change_popularquery")
SYNONYMS = tuple(f"search.{right}_synonymgroup" for right in ("view", "add", "change", "delete"))
POLICY_PARTS = ("objective", "measure", "indicator")
ENTER_PROGRESS = "policies.enter_progress"
PUBLISH_PROGRESS = "policies.publish_progress"
MODERATE_OBSERVATIONS = "policies.moderate_observation"
ANSWER_OBSERVATIONS = "policies.answer_observation"

FILE_APPS = ("wagtailimages", "wagtaildocs", "wagtailcore")


def _on_parts(*rights: str) -> tuple[str, ...]:
    """Rights on what policies promise."""
    return tuple(f"policies.{right}_{part}" for right in rights for part in POLICY_PARTS)


WRITE = frozenset({PageRight.ADD, PageRight.CHANGE})
USE_FILES = frozenset({FileRight.CHOOSE})
ADD_FILES = frozenset({FileRight.ADD, FileRight.CHOOSE})


@dataclass(frozen=True)
class Role:
    """What the people of one role may do.

    Attributes:
        name: the role; its value names the group.
        pages: rights on every page, in both languages.
        sections: index pages (as ``app.Model``) under which the role may write, with the rights.
        files: rights on images and documents.
        permissions: rights on other things, as ``app.codename``.
        everything: every permission that the product has, now and in later versions.
    """

    name: RoleName
    pages: frozenset[PageRight] = frozenset()
    sections: tuple[str, ...] = ()
    files: frozenset[FileRight] = frozenset()
    permissions: tuple[str, ...] = ()
    everything: bool = False


# Nobody but administrators publishes directly: pages go through a workflow (see workflows.py).
ROLES = (
    Role(
        RoleName.EDITOR,
        pages=WRITE,
        files=frozenset(FileRight),
        permissions=(
            *SNIPPETS,
            *SYNONYMS,
            READ_ANSWERS,
            TRANSLATE,
            *_on_parts("view", "add", "change"),
            ENTER_PROGRESS,
            PUBLISH_PROGRESS,
            ANSWER_OBSERVATIONS,
            ANSWER_COMMENTS,
            *WORK_ON_SEARCH,
        ),
    ),
    Role(
        RoleName.LEGAL,
        pages=frozenset({PageRight.CHANGE}),
        files=USE_FILES,
        permissions=(*_on_parts("view", "change"), *LEGAL_TERMS),
    ),
    Role(
        RoleName.SECRETARY,
        pages=frozenset({PageRight.CHANGE}),
        files=USE_FILES,
        permissions=(
            CHANGE_SETTINGS,
            *_on_parts("view", "change"),
            PUBLISH_PROGRESS,
            ANSWER_COMMENTS,
        ),
    ),
    Role(RoleName.MODERATOR, permissions=(MODERATE, MODERATE_OBSERVATIONS, *REASONS_OF_MODERATORS)),
    Role(
        RoleName.COMMUNICATIONS,
        sections=("news.NewsIndexPage", "news.CampaignIndexPage"),
        files=ADD_FILES,
        permissions=(TRANSLATE, *WORK_ON_SEARCH),
    ),
    Role(
        RoleName.ANALYST,
        sections=("recommendations.AnalysisIndexPage", "evaluation.MethodologyPage"),
        files=ADD_FILES,
        permissions=(READ_ANSWERS, *_on_parts("view"), ENTER_PROGRESS, READ_SEARCH_REPORTS),
    ),
    Role(
        RoleName.ADMINISTRATOR,
        pages=frozenset(PageRight),
        files=frozenset(FileRight),
        everything=True,
    ),
)
SECTIONS = tuple(sorted({section for role in ROLES for section in role.sections}))


@transaction.atomic
def set_up_roles() -> None:
    """Make the groups, or bring them back to what the table says. Safe to repeat.

    Rights that somebody gave a group beyond the table stay; groups that Wagtail made and that
    nobody is in are removed.
    """
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True).delete()
    Page.get_root_nodes().filter(title="Root").update(title=ROOT_TITLE, draft_title=ROOT_TITLE)
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name.value)
        group.permissions.add(*_permissions_of(role))
        _grant_pages(group, role)
        _grant_files(group, role)


def _permissions_of(role: Role) -> QuerySet[Permission]:
    """Those of the role's permissions whose app is installed."""
    if role.everything:
        return Permission.objects.all()
    named = Q(pk__in=[])
    for permission in (ENTER_CMS, *role.permissions):
        app, codename = permission.split(".")
        named |= Q(content_type__app_label=app, codename=codename)
    return Permission.objects.filter(named)


def _grant_pages(group: Group, role: Role) -> None:
    for root in Page.get_root_nodes():
        _grant_page(group, root, role.pages)
    for section in role.sections:
        for page in apps.get_model(section)._default_manager.all():
            _grant_page(group, page, WRITE)


def grant_section(page: Page) -> None:
    """Let the roles that write under a page of this type write under this one."""
    section = page._meta.label
    for role in ROLES:
        if section in role.sections:
            for group in Group.objects.filter(name=role.name.value):
                _grant_page(group, page, WRITE)


def _grant_page(group: Group, page: Page, rights: frozenset[PageRight]) -> None:
    codenames = [f"{right.value}_page" for right in rights]
    for permission in Permission.objects.filter(
        content_type=get_default_page_content_type(), codename__in=codenames
    ):
        GroupPagePermission.objects.get_or_create(
            group=group, page_id=page.pk, permission=permission
        )


def _grant_files(group: Group, role: Role) -> None:
    codenames = [f"{right.value}_{kind}" for right in role.files for kind in ("image", "document")]
    if role.everything:
        codenames += [f"{right}_collection" for right in ("add", "change", "delete")]
    for permission in Permission.objects.filter(
        content_type__app_label__in=FILE_APPS, codename__in=codenames
    ):
        for root in Collection.get_root_nodes():
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
