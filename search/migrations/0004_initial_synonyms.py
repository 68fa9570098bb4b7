"""The list of synonyms that editors begin with."""

from django.db import migrations

from search.synonyms import initial_groups


def add(apps, schema_editor):
    group_model = apps.get_model("search", "SynonymGroup")
    groups = {(group.expression, group.one_way): group for group in initial_groups()}
    rows = [
        group_model(expression=g.expression, others="\n".join(g.others), one_way=g.one_way)
        for g in groups.values()
    ]
    group_model.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("search", "0003_words_of_the_same_meaning")]

    # Back: the table goes with 0003; what editors wrote meanwhile is kept until then.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
