"""Fields of forms for progress."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class NumberField(forms.DecimalField):
    """A number as people write it: decimal comma or point, thousands apart."""

    default_error_messages = {"invalid": _("Write a number, for instance 1250,5.")}

    def __init__(self, **kwargs: Any) -> None:
        """Show a plain field, which takes a comma in any browser."""
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off"})
        widget.is_localized = True
        super().__init__(**{**kwargs, "widget": widget})

    # The stubs take a field of decimals for one of whole numbers.
    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Read the number.

        Raises:
            ValidationError: it cannot be read, or has both a comma and a point.
        """
        if isinstance(value, str):
            value = "".join(value.split())
            if "," in value and "." in value:
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            value = value.replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show no needless zeros."""
        return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value
