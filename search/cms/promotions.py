"""Promoted results in the CMS: Wagtail's pages, with our rule of what is the same query."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions.forms import QueryForm, SearchPromotionsFormSet
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.views import chooser
from wagtail.contrib.search_promotions.views import settings as wagtail_views

from search.permissions import user_can_promote_results

LONGEST_TEXT = 255


def promote_url(text: str) -> str:
    """Where something is promoted for a query."""
    address = reverse("wagtailsearchpromotions:add")
    return f"{address}?{urlencode({'query': text})}"


class PromotedQueryForm(QueryForm):
    """The words for which something is promoted."""

    query_string = forms.CharField(
        label=_("What is searched for"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "All the words of the search. Any form of them will do: singular or plural, with the "
            "article or without it."
        ),
    )


class PromotionsFormSet(SearchPromotionsFormSet):
    """What is promoted, each with a page or a link."""

    def add_fields(self, form: forms.Form, *args: Any, **kwargs: Any) -> None:
        """Say of each field what is to be written in it."""
        super().add_fields(form, *args, **kwargs)
        form.fields["page"].help_text = _(
            "Readers see it in their language, and only while it is public."
        )
        form.fields["external_link_url"] = LinkField(
            label=_("Address of a link outside"),
            help_text=_("Instead of a page. It begins with https:// or http://."),
            required=False,
            assume_scheme="https",
        )
        form.fields["external_link_text"].label = _("Text of the link outside")
        form.fields["description"].help_text = _(
            "One sentence under the title. When it is empty, the introduction of the page is shown."
        )


class LinkField(forms.URLField):
    """An address that a browser opens as a page."""

    def clean(self, value: Any) -> str:
        """Refuse what leads to no page.

        Raises:
            ValidationError: the address has another scheme.
        """
        address = str(super().clean(value))
        if address and not address.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("The address must begin with https:// or http://."))
        return address


class _WithOurForms:
    """Wagtail's page with the forms above."""

    form_class = PromotedQueryForm
    request: HttpRequest
    object: PromotedQuery | None

    @cached_property
    def searchpicks_formset(self) -> PromotionsFormSet:
        """What is promoted."""
        sent = self.request.POST if self.request.method == "POST" else None
        return PromotionsFormSet(sent, instance=self.object)


class AddPromotion(_WithOurForms, wagtail_views.CreateView):
    """Something new for a query, which the address may name."""

    template_name = "wagtailadmin/search/add_promotion.html"

    def get_initial(self) -> dict[str, Any]:
        """The query of the address."""
        return {"query_string": self.request.GET.get("query", "")[:LONGEST_TEXT]}


class ChangePromotion(_WithOurForms, wagtail_views.EditView):
    """What is promoted for a query."""


def choose_query(request: HttpRequest, *, get_results: bool = False) -> HttpResponseBase:
    """Wagtail's list of queries to choose from, for those who may promote.

    Raises:
        PermissionDenied: the user may not.
    """
    if not user_can_promote_results(request.user):
        raise PermissionDenied
    answer: HttpResponse = chooser(request, get_results=get_results)
    return answer


def urlpatterns() -> list[URLPattern]:
    """At the addresses of Wagtail's own."""
    return [
        path("searchpicks/add/", AddPromotion.as_view()),
        path("searchpicks/<int:query_id>/", ChangePromotion.as_view()),
        path("searchpicks/queries/chooser/", choose_query),
        path("searchpicks/queries/chooser/results/", choose_query, {"get_results": True}),
    ]
