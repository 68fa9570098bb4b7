"""Forms for people and their roles, with the names of the roles in the reader's language."""

from typing import Any

from django.contrib.auth.models import Group
from django.forms import ModelMultipleChoiceField
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm
from wagtail.users.forms import GroupForm, UserCreationForm, UserEditForm

from zaedno.users.enums import RoleName


def role_title(group: Group) -> str:
    """Name of a group on screen: a role's translated title, or what an administrator called it."""
    titles = {role.value: str(role.label) for role in RoleName}
    return titles.get(group.name, group.name)


def _show_titles(field: Any) -> None:
    if isinstance(field, ModelMultipleChoiceField):
        # Django's own extension point is this method; a subclass of the field would lose widgets.
        field.label_from_instance = role_title  # type: ignore[method-assign,assignment]
        field.label = _("Roles")
        field.help_text = _("What the person may do. Several roles add up.")


class StaffLoginForm(LoginForm):
    """The way in; Wagtail leaves the password without a name that can be translated."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the password in the reader's language."""
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")


class StaffCreationForm(UserCreationForm):
    """A new member of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the roles in the reader's language."""
        super().__init__(*args, **kwargs)
        _show_titles(self.fields.get("groups"))


class StaffEditForm(UserEditForm):
    """A member of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Name the roles in the reader's language."""
        super().__init__(*args, **kwargs)
        _show_titles(self.fields.get("groups"))


class RoleForm(GroupForm):
    """A group; the name of one of the product's roles is a key and cannot be changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Close the name where programs rely on it."""
        super().__init__(*args, **kwargs)
        if self.instance.name in RoleName.values:
            self.fields["name"].disabled = True
            self.fields["name"].help_text = _("A role of the platform; its key cannot be changed.")
