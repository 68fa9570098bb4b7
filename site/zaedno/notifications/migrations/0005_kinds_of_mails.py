"""Mails that are limited are counted by their kind."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_longer_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="outgoingmail",
            name="kind",
            field=models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
    ]
