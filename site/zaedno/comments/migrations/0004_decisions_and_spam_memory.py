from django.db import migrations, models

STATES = [
    ('pending', 'waiting for a moderator'),
    ('published', 'published'),
    ('rejected', 'rejected'),
    ('removed', 'removed'),
    ('withdrawn', 'withdrawn by its author'),
]
VERBS = [
    ('publish', 'Publish'),
    ('reject', 'Reject'),
    ('remove', 'Remove'),
    ('keep', 'Leave it published'),
    ('undo', 'Take back the decision'),
    ('assign', 'Assign'),
]


class Migration(migrations.Migration):

    dependencies = [
        ('comments', '0003_first_publication'),
    ]

    operations = [
        migrations.CreateModel(
            name='SpamMemory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('published', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('words', models.JSONField(default=dict)),
                ('learnt_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'memory of the spam score',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='moderationaction',
            name='state_before',
            field=models.CharField(blank=True, choices=STATES, max_length=16, verbose_name='state before'),
        ),
        migrations.AddField(
            model_name='moderationaction',
            name='decided_before',
            field=models.DateTimeField(blank=True, null=True, verbose_name='decided before'),
        ),
        migrations.AlterField(
            model_name='moderationaction',
            name='verb',
            field=models.CharField(choices=VERBS, max_length=16, verbose_name='decision'),
        ),
    ]
