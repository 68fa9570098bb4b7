"""Management of people and roles in the CMS."""

from typing import Any

from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.users.views.groups import EditView, GroupViewSet, IndexView
from wagtail.users.views.users import GroupFilter, UserFilterSet, UserViewSet
from wagtail.users.views.users import IndexView as UserIndexView

from zaedno.users.forms import RoleForm, StaffCreationForm, StaffEditForm, role_title
from zaedno.users.identity.citizens import citizens
from zaedno.users.models import User


class StaffFilterSet(UserFilterSet):
    """Filters of the list of people, with the names of the roles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the roles in the reader's language."""
        super().__init__(*args, **kwargs)
        group = self.filters["group"]
        if isinstance(group, GroupFilter):
            group.field.label_from_instance = role_title


class StaffIndexView(UserIndexView):
    """List of the people who work with the platform; citizens with an account are none of them."""

    def get_base_queryset(self) -> QuerySet[User]:
        """Leave citizens out."""
        people: QuerySet[User] = super().get_base_queryset()
        return people.exclude(pk__in=citizens().values("pk"))


class StaffViewSet(UserViewSet):
    """People who work with the platform."""

    index_view_class = StaffIndexView
    filterset_class = StaffFilterSet

    def get_form_class(self, for_update: bool = False) -> type[Form]:
        """Form of a new or a known person."""
        return StaffEditForm if for_update else StaffCreationForm


class RoleIndexView(IndexView):
    """List of roles by their titles."""

    columns = [
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=role_title,
            sort_key="name",
            url_name="wagtailusers_groups:edit",
        ),
    ]


class RoleEditView(EditView):
    """One role."""

    object: Group

    def get_page_subtitle(self) -> str:
        """The title of the role above its form."""
        return role_title(self.object)


class RoleViewSet(GroupViewSet):
    """Roles and what each may do."""

    index_view_class = RoleIndexView
    edit_view_class = RoleEditView

    def get_form_class(self, for_update: bool = False) -> type[Form]:
        """Form that keeps the keys of the product's roles."""
        return RoleForm
