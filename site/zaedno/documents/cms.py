"""Documents in the CMS, with what is known of their text: Wagtail's views and a little more."""

from typing import TYPE_CHECKING, Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import DocumentsFilterSet, EditView, IndexView
from wagtail.permissions import policy_registry

from zaedno.core.models import CustomDocument
from zaedno.documents.enums import TextState
from zaedno.documents.models import DocumentText
from zaedno.documents.services import begin_anew
from zaedno.documents.tasks import read_document

if TYPE_CHECKING:
    from zaedno.users.models import User


class TextColumn(Column):
    """Whether the text of a document is known, and why not."""

    cell_template_name = "wagtailadmin/documents/text_cell.html"

    def get_value(self, instance: CustomDocument) -> DocumentText | None:
        """The row about the text, where there is one."""
        return text_of(instance)


class DocumentsWithTextFilterSet(DocumentsFilterSet):
    """Documents by the state of their text."""

    text = django_filters.ChoiceFilter(
        field_name="text__state", label=gettext_lazy("Text"), choices=TextState
    )


class DocumentList(IndexView):
    """The list of documents, with what is known of their text."""

    filterset_class = DocumentsWithTextFilterSet

    def get_base_queryset(self) -> "QuerySet[CustomDocument]":
        """Read the texts' states together with the documents."""
        return super().get_base_queryset().select_related("text")

    @cached_property
    def columns(self) -> list[Column]:
        """Wagtail's columns, and ours behind the name of the file."""
        columns = super().columns
        return [*columns[:3], TextColumn("text", label=_("Text")), *columns[3:]]


class EditDocument(EditView):
    """The form of a document, with what is known of its text."""

    template_name = "wagtailadmin/documents/edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row about the text."""
        return {**super().get_context_data(**kwargs), "text": text_of(self.object)}


@require_POST
def read_again(request: HttpRequest, document_id: int) -> HttpResponse:
    """Read the text of a document once more.

    Raises:
        PermissionDenied: the person may not change the document.
    """
    document = get_object_or_404(CustomDocument, pk=document_id)
    if not user_can_read_document_again(request.user, document):
        raise PermissionDenied
    with transaction.atomic():
        begin_anew(document, at=timezone.now())
        read_document.enqueue(document.pk)
    messages.success(request, _("The text will be read again in a moment."))
    return redirect("wagtaildocs:edit", document.pk)


def user_can_read_document_again(user: "User | Any", document: CustomDocument) -> bool:
    """Whoever may change the document may have its text read again."""
    policy = policy_registry.get_by_type(CustomDocument)
    return bool(policy.user_has_permission_for_instance(user, "change", document))


def text_of(document: CustomDocument) -> DocumentText | None:
    """The row about the text of a document; there is none for those from before an update."""
    found: DocumentText | None = getattr(document, "text", None)
    return found
