"""Whether a saved search asks for its words and no others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0012_what_appeared_so_far"),
    ]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="exactly",
            field=models.BooleanField(default=False, verbose_name="these words and no others"),
        ),
    ]
