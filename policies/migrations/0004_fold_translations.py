"""Brings the two languages of an objective or measure into one row, and its status into an entry."""

from collections import defaultdict
from uuid import uuid4

from django.db import migrations
from django.db.models import F


def fold(apps, schema_editor):
    """Give each part the words of its translation, a number and a policy; drop the translation."""
    objectives, measures = (apps.get_model("policies", name) for name in ("Objective", "Measure"))
    default = _default_locale(apps)
    if default is None:
        return
    for model in (objectives, measures):
        words = defaultdict(dict)
        for row in model.objects.exclude(locale=default):
            words[row.translation_key] = {"title_en": row.title, "text_en": row.text}
        for row in model.objects.filter(locale=default):
            model.objects.filter(pk=row.pk).update(**words[row.translation_key])
    objectives.objects.exclude(locale=default).delete()
    measures.objects.exclude(locale=default).delete()
    _number(objectives, measures)
    _enter_statuses(apps, measures)


def _default_locale(apps):
    return apps.get_model("wagtailcore", "Locale").objects.filter(language_code="bg").first()


def _number(objectives, measures):
    in_policy = defaultdict(int)
    for objective in objectives.objects.order_by("page_id", "sort_order", "pk"):
        in_policy[objective.page_id] += 1
        number = in_policy[objective.page_id]
        objectives.objects.filter(pk=objective.pk).update(
            code=str(number), sort_key=f"{number:04}", policy_id=objective.page_id
        )
        own = measures.objects.filter(objective=objective).order_by("sort_order", "pk")
        for place, measure in enumerate(own, start=1):
            measures.objects.filter(pk=measure.pk).update(
                code=f"{number}.{place}",
                sort_key=f"{number:04}.{place:04}",
                policy_id=objective.page_id,
            )


def _enter_statuses(apps, measures):
    entries = apps.get_model("policies", "StatusEntry")
    standings = apps.get_model("policies", "MeasureStanding")
    shares = {"done": 1, "in_progress": "0.5", "not_started": 0}
    for measure in measures.objects.iterator():
        entries.objects.create(measure=measure, status=measure.status, state="published")
        standings.objects.create(
            measure=measure, status=measure.status, share=shares.get(measure.status)
        )


def unfold(apps, schema_editor):
    """Give each part its page and status back; its translation is made anew by the editors."""
    objectives, measures = (apps.get_model("policies", name) for name in ("Objective", "Measure"))
    default = _default_locale(apps)
    if default is None:
        return
    objectives.objects.update(page_id=F("policy_id"))
    for model in (objectives, measures):
        for row in model.objects.iterator():
            model.objects.filter(pk=row.pk).update(locale=default, translation_key=uuid4())
    statuses = apps.get_model("policies", "StatusEntry").objects.filter(state="published")
    for entry in statuses.iterator():
        measures.objects.filter(pk=entry.measure_id).update(status=entry.status)


class Migration(migrations.Migration):

    dependencies = [("policies", "0003_parts_with_drafts_and_progress")]

    operations = [migrations.RunPython(fold, unfold)]
