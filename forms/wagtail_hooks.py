"""What consultations add to the CMS."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from forms.permissions import FixedRowsPolicy
from forms.procedures import ProcedureType
from forms.viewsets import ProcedureTypeViewSet

register_permission_policy(ProcedureType, FixedRowsPolicy(ProcedureType))
register_snippet(ProcedureTypeViewSet)
