import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0004_decisions_and_spam_memory"),
    ]

    operations = [
        migrations.CreateModel(
            name="DigestDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
            ],
            options={
                "verbose_name": "day of the digest",
                "default_permissions": (),
            },
        ),
        migrations.AlterModelOptions(
            name="citizencomment",
            options={
                "default_permissions": ("view",),
                "permissions": [
                    ("moderate_comment", "Can moderate comments"),
                    ("answer_comment", "Can answer comments for a unit"),
                ],
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
            },
        ),
        migrations.AddField(
            model_name="citizencomment",
            name="answers_comment",
            field=models.ForeignKey(
                blank=True,
                help_text="Of an official answer, which may stand higher in the thread than what it answers.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="official_answers",
                to="comments.citizencomment",
                verbose_name="answered comment",
            ),
        ),
    ]
