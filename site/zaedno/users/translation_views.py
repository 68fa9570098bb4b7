"""Translations in the CMS: sent for approval, withdrawn, and never published past four eyes."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from zaedno.users.models import User
from zaedno.users.translations import send_translation, user_can_send_translation


class TranslationActionView(View):
    """Does something with the page that a translation is for."""

    http_method_names = ["post"]
    translation: Translation
    page: Page

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the page."""
        super().setup(request, *args, **kwargs)
        self.translation = get_object_or_404(Translation, pk=kwargs["translation_id"], enabled=True)
        self.page = get_object_or_404(
            Page,
            translation_key=self.translation.source.object_id,
            locale=self.translation.target_locale_id,
        ).specific

    def back(self) -> HttpResponse:
        """Back to the translation editor."""
        return redirect("wagtailadmin_pages:edit", self.page.pk)


class SendTranslation(TranslationActionView):
    """Sends a translated page on its way through the workflow."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep what is translated now and ask for approval."""
        person = request.user
        if not (isinstance(person, User) and user_can_send_translation(person, self.page)):
            raise PermissionDenied
        try:
            page = send_translation(self.translation, by=person)
        except ValidationError as error:
            messages.error(
                request,
                _("The translation was not sent. %(reasons)s")
                % {"reasons": " ".join(error.messages)},
            )
        else:
            messages.success(
                request,
                _("The page “%(title)s” has been sent for approval.")
                % {"title": page.get_admin_display_title()},
            )
        return self.back()


class WithdrawTranslation(TranslationActionView):
    """Takes a page back before it was approved."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """End the workflow; the version that was sent stays in the history."""
        state = self.page.current_workflow_state
        if state is None or not state.user_can_cancel(request.user):
            raise PermissionDenied
        state.cancel(user=request.user)
        messages.success(request, _("The page is taken back. It will not be approved."))
        return self.back()


class StaffUpdateTranslations(UpdateTranslationsView):
    """Takes over changes of the original; who may not publish cannot do it here either.

    Wagtail-localize offers "publish immediately" to everyone who may translate.
    """

    def get_form(self) -> UpdateTranslationsForm:
        """Without the offer to publish for those who need an approval."""
        form = super().get_form()
        if not self._may_publish():
            field = form.fields["publish_translations"]
            field.disabled = True
            field.widget = HiddenInput()
        return form

    def _may_publish(self) -> bool:
        """Snippets have no drafts and no workflow: whoever may translate them applies them."""
        targets = [
            translation.get_target_instance()
            for translation in self.object.translations.filter(enabled=True)
        ]
        pages = [target for target in targets if isinstance(target, Page)]
        return all(page.permissions_for_user(self.request.user).can_publish() for page in pages)


def convert_translation_to_alias(request: HttpRequest, page_id: int) -> HttpResponseBase:
    """Replace a translation by a copy of the original: at once, so only for who may publish.

    Raises:
        PermissionDenied: the user may not publish the page.
    """
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return convert_to_alias(request, page_id)
