"""What staff keep for search, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Words of the same meaning."""

    model = SynonymGroup
    icon = "openquote"
    menu_label = _("Synonyms")
    menu_order = 270
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["expression", "others", "one_way"]
    list_filter = ["one_way"]
    search_fields = ["expression", "others"]
    list_per_page = 50
    panels = [
        FieldPanel("expression"),
        FieldPanel("others"),
        FieldPanel("one_way"),
    ]
