from django.db import migrations, models


class Migration(migrations.Migration):
    """Remember from which record of which source an act was imported."""

    dependencies = [("legal_text", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="rulespage",
            name="source_id",
            field=models.CharField(
                blank=True,
                db_index=True,
                default="",
                editable=False,
                help_text="By which an import finds the page again; unique in each language.",
                max_length=120,
                verbose_name="name in the source",
            ),
        ),
    ]
