"""Forms of objectives, measures and indicators."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from policies.models import Measure, Objective, PolicyPage
from zaedno.core.models import Settlement


class PartForm(WagtailAdminModelForm):
    """A part of a policy, under a parent of the same policy and with a number of its own."""

    parent = ""  # name of the field

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the parents that the policy has."""
        super().__init__(*args, **kwargs)
        field = self.fields.get(self.parent)
        if field is not None:
            field.queryset = self.parents()
            field.error_messages["invalid_choice"] = _("It does not belong to this policy.")

    @property
    def policy(self) -> PolicyPage | None:
        """The policy to which the part belongs, or will belong."""
        return self.instance.policy if self.instance.policy_id else None

    def parents(self) -> Any:
        """What the part may belong to."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Refuse a number that another part of the policy has."""
        cleaned: dict[str, Any] = super().clean()
        code, policy = cleaned.get("code"), self.policy
        if code and policy:
            others = type(self.instance)._default_manager.of(policy).filter(code=code)
            other = others.exclude(pk=self.instance.pk).first()
            if other is not None:
                self.add_error(
                    "code", _("“%(title)s” has this number already.") % {"title": other.title}
                )
        return cleaned


class ObjectiveForm(PartForm):
    """An objective of one policy."""

    parent = "policy"

    def parents(self) -> Any:
        """The policy, in its first language; any of them where none is known yet."""
        policies = PolicyPage.objects.originals()
        return policies.filter(pk=self.policy.pk) if self.policy else policies


class MeasureForm(PartForm):
    """A measure under an objective."""

    parent = "objective"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer each place once: a measure speaks of places by their Bulgarian names."""
        super().__init__(*args, **kwargs)
        if places := self.fields.get("places"):
            places.queryset = Settlement.objects.filter(locale__language_code="bg")

    def parents(self) -> Any:
        """The objectives of the policy."""
        return Objective.objects.of(self.policy) if self.policy else Objective.objects.all()


class IndicatorForm(PartForm):
    """An indicator of a measure."""

    parent = "measure"

    def parents(self) -> Any:
        """The measures of the policy."""
        return Measure.objects.of(self.policy) if self.policy else Measure.objects.all()
