"""What the law asks of consultations, in the CMS."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from forms.procedures import ProcedureType


class ProcedureTypeViewSet(SnippetViewSet):
    """Terms of the law by kind of consultation."""

    model = ProcedureType
    icon = "clipboard-list"
    menu_label = _("Terms by law")
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["__str__", "term_text", "shortened_days", "law"]
