"""What the CMS gets from this app."""

from django.urls import URLPattern, path
from wagtail import hooks

from zaedno.documents.cms import DocumentList, EditDocument, read_again


@hooks.register("register_admin_urls", order=-1)
def documents_with_text() -> list[URLPattern]:
    """Stand before the views of Wagtail at the same addresses."""
    return [
        path("documents/", DocumentList.as_view()),
        path("documents/results/", DocumentList.as_view(results_only=True)),
        path("documents/edit/<int:document_id>/", EditDocument.as_view()),
        path("documents/text/<int:document_id>/again/", read_again, name="read_document_again"),
    ]
