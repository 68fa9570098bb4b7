"""English versions on their way to the public: sent for approval from the translation editor."""

from dataclasses import dataclass
from functools import cached_property

from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, TaskState, WorkflowState
from wagtail_localize.models import Translation

from zaedno.users.models import User


def user_can_send_translation(user: User, page: Page) -> bool:
    """Whether the user writes on the page and it is not on its way already."""
    permissions = page.permissions_for_user(user)
    return bool(permissions.can_edit() and permissions.can_submit_for_moderation())


@transaction.atomic
def send_translation(translation: Translation, *, by: User) -> Page:
    """Keep the translation, as it is now, as a version of its page and send it for approval.

    Parts without a translation stay in the language of the original. The public page stays as it
    is: wagtail-localize's own way of saving would change it before anybody approved.

    Raises:
        ValidationError: the translated words do not fit their fields.
    """
    page = translation.source.get_ephemeral_translated_instance(
        translation.target_locale, fallback=True
    )
    page.slug = find_available_slug(page.get_parent(), slugify(page.slug), ignore_page_id=page.pk)
    page.save_revision(user=by, log_action=True)
    state = page.current_workflow_state
    if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(by)
    else:
        page.get_workflow().start(page, by)
    return page


@dataclass(frozen=True)
class TranslationApproval:
    """Where a translated page is on its way to the public, and what a user may do about it.

    Attributes:
        translation: what is translated into which language.
        page: the translated page.
        user: who asks.
    """

    translation: Translation
    page: Page
    user: User

    @cached_property
    def state(self) -> WorkflowState | None:
        """The workflow that the page is in, if it is in one."""
        return self.page.current_workflow_state

    @property
    def step(self) -> TaskState | None:
        """The step that waits, or the one that sent the page back."""
        return self.state.current_task_state if self.state else None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to decide."""
        return bool(self.state and self.state.status == WorkflowState.STATUS_IN_PROGRESS)

    @property
    def is_sent_back(self) -> bool:
        """Whether changes were asked for."""
        return bool(self.state and self.state.status == WorkflowState.STATUS_NEEDS_CHANGES)

    @cached_property
    def actions(self) -> set[str]:
        """Names of the decisions that the user may take."""
        if not self.is_waiting or self.step is None:
            return set()
        task = self.step.task.specific
        return {name for name, _label, _modal in task.get_actions(self.page, self.user)}

    @property
    def is_own_change(self) -> bool:
        """Whether the user would approve, were it not their own change."""
        return "reject" in self.actions and "approve" not in self.actions

    @property
    def can_send(self) -> bool:
        """Whether the user may send what is translated now."""
        return user_can_send_translation(self.user, self.page)

    @property
    def can_withdraw(self) -> bool:
        """Whether the user may take the page back."""
        return bool(self.is_waiting and self.state and self.state.user_can_cancel(self.user))

    @property
    def can_publish(self) -> bool:
        """Whether the user publishes without being asked."""
        return bool(self.page.permissions_for_user(self.user).can_publish())

    @cached_property
    def untranslated(self) -> int:
        """How many parts have no translation yet."""
        needed, translated = self.translation.get_progress()
        return int(needed - translated)
