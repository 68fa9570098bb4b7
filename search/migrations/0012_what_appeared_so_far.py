"""What could be found before searches were saved is not new when it is changed."""

from typing import Any

from django.db import migrations
from django.db.models import Min

BATCH = 2_000


def note_what_is_there(apps: Any, schema_editor: Any) -> None:
    entries = apps.get_model("search", "SearchEntry").objects.order_by("content_type", "object_id")
    things = entries.values_list("content_type", "object_id").annotate(Min("changed_at"))
    first_appearance = apps.get_model("search", "FirstAppearance")
    first_appearance.objects.bulk_create(
        (
            first_appearance(content_type_id=content_type_id, object_id=object_id, at=at)
            for content_type_id, object_id, at in things.iterator()
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0011_saved_searches"),
    ]

    operations = [
        migrations.RunPython(note_what_is_there, migrations.RunPython.noop),
    ]
