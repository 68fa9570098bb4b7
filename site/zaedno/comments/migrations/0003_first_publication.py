"""When a comment was first shown, so that one withdrawn before that leaves no place on the page."""

from django.db import migrations, models
from django.db.models.functions import Coalesce


def remember_first_publication(apps, schema_editor):
    """What is or was on a page was first shown when it was decided on."""
    comments = apps.get_model("comments", "CitizenComment").objects
    comments.filter(state__in=["published", "removed"], published_at=None).update(
        published_at=Coalesce("moderated_at", "confirmed_at")
    )


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_richer_comments")]

    operations = [
        migrations.AddField(
            model_name="citizencomment",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="first published"),
        ),
        migrations.RunPython(remember_first_publication, migrations.RunPython.noop),
    ]
