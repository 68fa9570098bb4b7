from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_answers_and_digest"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeMoment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "moment of the last notice",
                "default_permissions": (),
            },
        ),
    ]
