"""What readers see beside the text of an entry is searched too; a repair writes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0013_exact_saved_searches"),
    ]

    operations = [
        migrations.AddField(
            model_name="searchentry",
            name="about",
            field=models.TextField(blank=True, default="", verbose_name="what is shown beside it"),
        ),
    ]
