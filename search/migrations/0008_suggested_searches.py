from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0007_counts_of_searches'),
    ]

    operations = [
        migrations.CreateModel(
            name='PopularQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=100, verbose_name='what was searched for')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='searches')),
                ('is_hidden', models.BooleanField(default=False, help_text='Readers do not see it, however often it is searched for.', verbose_name='never suggest')),
            ],
            options={
                'verbose_name': 'suggested search',
                'verbose_name_plural': 'suggested searches',
                'default_permissions': ('change',),
                'constraints': [models.UniqueConstraint(fields=('text', 'language'), name='one_popular_query')],
            },
        ),
    ]
