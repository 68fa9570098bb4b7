"""The address of a search with many filters is longer than that of a page."""

from typing import Any

from django.db import migrations, models
from django.db.models.functions import Length

BEFORE = 500


def drop_what_does_not_fit(apps: Any, schema_editor: Any) -> None:
    subscriptions = apps.get_model("notifications", "Subscription").objects
    subscriptions.annotate(length=Length("url")).filter(length__gt=BEFORE).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0003_mail_expiry"),
    ]

    operations = [
        migrations.AlterField(
            model_name="subscription",
            name="url",
            field=models.CharField(max_length=4000, verbose_name="address"),
        ),
        # On the way back this comes before the field is made shorter.
        migrations.RunPython(migrations.RunPython.noop, drop_what_does_not_fit),
    ]
