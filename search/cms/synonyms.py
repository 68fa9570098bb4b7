"""Words of the same meaning, in the CMS."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.cms.menu import HOOK
from search.models import SynonymGroup


def add_url(text: str) -> str:
    """Where other words are added for what is searched for."""
    address = reverse("wagtailsnippets_search_synonymgroup:add")
    return f"{address}?{urlencode({'expression': text})}"


class AddSynonyms(CreateView):
    """A new group, for a word that the address may name."""

    def get_initial_form_instance(self) -> SynonymGroup:
        """A group that begins with the word of the address."""
        longest = SynonymGroup._meta.get_field("expression").max_length
        return SynonymGroup(expression=self.request.GET.get("expression", "")[:longest])


class SynonymGroupViewSet(SnippetViewSet):
    """Words of the same meaning."""

    model = SynonymGroup
    icon = "openquote"
    menu_label = _("Synonyms")
    menu_hook = HOOK
    # After what the menu has of its own to decide, before the reports.
    menu_order = 1
    add_view_class = AddSynonyms
    copy_view_enabled = False
    list_display = [
        "expression",
        Column(
            "others",
            label=capfirst(SynonymGroup._meta.get_field("others").verbose_name),
            accessor=lambda group: ", ".join(group.as_group().others),
        ),
        BooleanColumn(
            "one_way", label=capfirst(SynonymGroup._meta.get_field("one_way").verbose_name)
        ),
    ]
    list_filter = ["one_way"]
    search_fields = ["expression", "others"]
    list_per_page = 50
    panels = [
        FieldPanel("expression"),
        FieldPanel("others"),
        FieldPanel("one_way"),
    ]
