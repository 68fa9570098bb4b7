"""How a consultation is told to programs."""

from typing import Literal, cast

from rest_framework.fields import Field

from forms.enums import Stage

StageCode = Literal["planned", "open", "closed", "reported"]


class StageField(Field):
    """Where a consultation stands today."""

    def to_representation(self, value: Stage) -> StageCode:
        """The stage's code."""
        return cast(StageCode, value.value)
