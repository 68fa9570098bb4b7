"""What the worker does for images. Each task may run twice: it makes only what is missing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Model
from django_tasks import task
from wagtail.models import Page, get_page_models

from zaedno.core import renditions
from zaedno.core.models import CustomRendition, SiteSettings
from zaedno.core.renditions import wanted


@task()
def make_copies(image_id: int, specs: Sequence[str]) -> None:
    """Make the missing copies of an image."""
    renditions.make_copies(image_id, specs)


def ask_for(needed: Mapping[int, set[str]]) -> None:
    """Have copies of some images made in the background, after what is being saved is saved."""
    for image_id, specs in needed.items():
        make_copies.enqueue(image_id, sorted(specs))


def ask_for_missing() -> int:
    """Ask for all copies that public pages lack (a job of the scheduler).

    It brings copies in sizes that an update introduced, and those that were lost.

    Returns:
        How many images lacked some.
    """
    there: dict[int, set[str]] = defaultdict(set)
    for image_id, spec in CustomRendition.objects.values_list("image_id", "filter_spec"):
        there[image_id].add(spec)
    missing: dict[int, set[str]] = defaultdict(set)
    for thing in _things_with_images():
        for image_id, specs in wanted(thing).items():
            missing[image_id] |= specs - there[image_id]
    lacking = {image_id: specs for image_id, specs in missing.items() if specs}
    ask_for(lacking)
    return len(lacking)


def _things_with_images() -> Iterator[Model]:
    """Published pages and the settings."""
    for model in get_page_models():
        if model is not Page:
            yield from model.objects.live().iterator()
    yield from SiteSettings.objects.all()
