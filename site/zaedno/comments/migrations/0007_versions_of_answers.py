import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0006_notice_moment"),
        ("core", "0006_reader_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="commentversion",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="commentversion",
            name="by_name",
            field=models.CharField(blank=True, max_length=150, verbose_name="written by"),
        ),
        migrations.AddField(
            model_name="commentversion",
            name="disposition",
            field=models.CharField(
                blank=True,
                choices=[
                    ("accepted", "accepted"),
                    ("partly", "partly accepted"),
                    ("not_accepted", "not accepted"),
                    ("noted", "noted"),
                ],
                max_length=16,
                verbose_name="disposition",
            ),
        ),
        migrations.AddField(
            model_name="commentversion",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("bg", "Bulgarian"), ("en", "English")],
                max_length=2,
                verbose_name="language",
            ),
        ),
        migrations.AddField(
            model_name="commentversion",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.unit",
                verbose_name="unit",
            ),
        ),
    ]
