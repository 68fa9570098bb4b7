"""The ways from a draft to the public: who must agree, in which order, for which pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from zaedno.users.enums import RoleName
from zaedno.users.models import FourEyesApproval

# Names of tasks and workflows are data that administrators may add to: Bulgarian, untranslated.
LEGAL_REVIEW = "Съгласуване с юрист"
APPROVAL = "Одобрение от секретаря"
APPROVERS = {LEGAL_REVIEW: RoleName.LEGAL, APPROVAL: RoleName.SECRETARY}

# Wagtail's migrations put it on the root of the tree; its group is gone (see roles.py).
WAGTAIL_WORKFLOW = "Moderators approval"


@dataclass(frozen=True)
class Way:
    """A workflow.

    Attributes:
        name: shown to editors.
        tasks: approvals in their order.
        pages: page types (as ``app.Model``) that go this way, with all that is under them.
        snippets: other models (as ``app.Model``) with drafts that go this way.
    """

    name: str
    tasks: tuple[str, ...]
    pages: tuple[str, ...]
    snippets: tuple[str, ...] = ()


PUBLICATION = Way(
    "Публикуване",
    tasks=(APPROVAL,),
    pages=("home.HomePage",),
    snippets=("policies.Objective", "policies.Measure", "policies.Indicator"),
)
NORMATIVE_ACT = Way(
    "Нормативен акт",
    tasks=(LEGAL_REVIEW, APPROVAL),
    pages=("legal_text.RulesIndexPage", "consultations.ConsultationIndexPage"),
)
WAYS = (PUBLICATION, NORMATIVE_ACT)
STARTS = tuple(page for way in WAYS for page in way.pages)


@transaction.atomic
def set_up_workflows() -> None:
    """Make the workflows and put them on the pages that have none of their own. Safe to repeat."""
    _retire_wagtail_workflow()
    for way in WAYS:
        _workflow(way)
        for page_type in way.pages:
            _assign(way, apps.get_model(page_type)._default_manager.order_by("path"))
        for snippet in way.snippets:
            _assign_to_type(way, ContentType.objects.get_for_model(apps.get_model(snippet)))


def assign_workflow(page: Page) -> None:
    """Put a new page at the head of its branch on the way of its type."""
    for way in WAYS:
        if page._meta.label in way.pages:
            # Read anew: the page would remember that it had no workflow.
            _assign(way, Page.objects.filter(pk=page.pk))


def _assign(way: Way, pages: Iterable[Page]) -> None:
    """Leaves alone a page to which somebody gave a workflow, or that is under one that has it."""
    for page in pages:
        inherited = page.get_workflow()
        if inherited is None or inherited.name != way.name:
            WorkflowPage.objects.get_or_create(
                page_id=page.pk, defaults={"workflow": _workflow(way)}
            )


def _assign_to_type(way: Way, content_type: ContentType) -> None:
    """Leaves alone a model to which somebody gave a workflow."""
    WorkflowContentType.objects.get_or_create(
        content_type=content_type, defaults={"workflow": _workflow(way)}
    )


def _workflow(way: Way) -> Workflow:
    workflow, _made = Workflow.objects.get_or_create(name=way.name)
    for place, name in enumerate(way.tasks):
        WorkflowTask.objects.get_or_create(
            workflow=workflow, task=_task(name), defaults={"sort_order": place}
        )
    return workflow


def _task(name: str) -> FourEyesApproval:
    task, _made = FourEyesApproval.objects.get_or_create(name=name)
    task.groups.add(*Group.objects.filter(name=APPROVERS[name].value))
    return task


def _retire_wagtail_workflow() -> None:
    """Removes it where nothing ever went that way, else keeps it for the record, switched off."""
    for workflow in Workflow.objects.filter(name=WAGTAIL_WORKFLOW, active=True):
        workflow.deactivate()
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW, workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name=WAGTAIL_WORKFLOW, task_states__isnull=True).delete()
