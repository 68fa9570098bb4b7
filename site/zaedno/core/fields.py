"""Model fields of our own."""

from typing import Any

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """A stream whose block definitions stay out of migrations.

    A changed help text of a block is no change of the database, so it should not ask for a
    migration; the definitions of past days are of no use to the column, which holds JSON.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Name the field to migrations without its blocks."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
