import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0005_parts_of_things'),
    ]

    operations = [
        migrations.CreateModel(
            name='QueryCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=100, verbose_name='what was searched for')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('day', models.DateField(db_index=True, verbose_name='day')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='searches')),
                ('results', models.PositiveIntegerField(default=0, verbose_name='results')),
                ('shown', models.JSONField(default=list, editable=False)),
            ],
            options={
                'verbose_name': 'count of searches',
                'verbose_name_plural': 'counts of searches',
                'permissions': [('read_search_reports', 'Can read how the search is used')],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('text', 'language', 'day'), name='one_count_a_day')],
            },
        ),
        migrations.CreateModel(
            name='ClickCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=100, verbose_name='what was searched for')),
                ('language', models.CharField(max_length=10, verbose_name='language')),
                ('day', models.DateField(db_index=True, verbose_name='day')),
                ('rank', models.PositiveSmallIntegerField(verbose_name='place')),
                ('times', models.PositiveIntegerField(default=0, verbose_name='times')),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='search.searchentry')),
            ],
            options={
                'verbose_name': 'count of followed results',
                'verbose_name_plural': 'counts of followed results',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('text', 'language', 'day', 'rank', 'entry'), name='one_count_a_place')],
            },
        ),
    ]
