"""Rights and workflows reach a new branch of the page tree as soon as it appears."""

from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Page

from zaedno.users.roles import SECTIONS, grant_section
from zaedno.users.workflows import STARTS, assign_workflow


def section_created(sender: type[Page], instance: Page, created: bool, **kwargs: Any) -> None:
    """Open a new section to the roles that write in it."""
    if created and not kwargs["raw"]:
        grant_section(instance)


def head_of_branch_created(
    sender: type[Page], instance: Page, created: bool, **kwargs: Any
) -> None:
    """Put a new head of a branch on its workflow."""
    if created and not kwargs["raw"]:
        assign_workflow(instance)


for section in SECTIONS:
    post_save.connect(section_created, sender=section)
for start in STARTS:
    post_save.connect(head_of_branch_created, sender=start)
