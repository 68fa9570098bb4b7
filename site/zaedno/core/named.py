"""Names of areas, units and settlements in the language of the reader."""

from django.utils import translation

from zaedno.core.content_version import kept
from zaedno.core.languages import Words
from zaedno.core.models.snippets import Named


def name_here(thing: Named | None) -> Words | None:
    """The name in the reader's language, in its own where it is not translated; None for none.

    The names of a kind are read once for each version of the content.
    """
    if thing is None:
        return None
    language = translation.get_language() or "bg"
    model = type(thing)
    names = kept(
        ("names", model._meta.label, language),
        lambda: dict(
            model._default_manager.filter(locale__language_code=language).values_list(
                "translation_key", "name"
            )
        ),
    )
    name = names.get(thing.translation_key)
    return Words(name, language) if name else Words(thing.name, "bg")
