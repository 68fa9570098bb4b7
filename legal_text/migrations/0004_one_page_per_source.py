from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def note_languages(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write beside each imported act its language; of two from one record the first keeps it."""
    seen: set[tuple[str, str]] = set()
    imported = apps.get_model("legal_text", "RulesPage")._default_manager.exclude(source_id="")
    for page in imported.select_related("locale").order_by("pk"):
        language = page.locale.language_code
        source = "" if (page.source_id, language) in seen else page.source_id
        seen.add((source, language))
        imported.filter(pk=page.pk).update(source_id=source, source_language=language)


class Migration(migrations.Migration):
    """Hold it in the database that an import makes one page of a record in each language."""

    dependencies = [
        ("legal_text", "0003_name_things"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AddField(
            model_name="rulespage",
            name="source_language",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="The language of the page, where an import made it.",
                max_length=10,
                verbose_name="language in the source",
            ),
        ),
        migrations.RunPython(note_languages, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="rulespage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_id", ""), _negated=True),
                fields=("source_id", "source_language"),
                name="one_page_per_source_and_language",
            ),
        ),
    ]
