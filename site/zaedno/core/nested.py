"""Children of children that are copied: rows of their own, in the language of their parent.

Wagtail copies a page with its children and gives these a language and a key of translation, but
not to the children that these have in turn (wagtail/wagtail#14425). Without the function below a
translated policy would be refused by the database, because its measures would claim the language
and the keys of the original's.
"""

import uuid
from typing import Any

from modelcluster.models import ClusterableModel
from wagtail.models import TranslatableMixin


class TranslatableParent(TranslatableMixin, ClusterableModel):
    """A child of a page that has translatable children of its own.

    Attributes:
        nested_relations: accessors of these children.
    """

    nested_relations: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Let the children follow into the language of the parent before they are kept."""
        for relation in self.nested_relations:
            adopt(self, relation)
        super().save(**kwargs)


def adopt(parent: TranslatableParent, relation: str) -> None:
    """Give copied children the language of their parent, and a row and key that are theirs.

    A copy made anew for the same parent takes the row that it had there before, so that a
    translation keeps its rows however often it is brought up to date. A copy for another parent
    in the same language is a thing of its own, and gets a key of its own.
    """
    field = parent._meta.get_field(relation).field
    copies = [child for child in getattr(parent, relation).all() if child.pk is None]
    for child in copies:
        child.locale_id = parent.locale_id
    kept = {
        child.translation_key: child
        for child in field.model.objects.filter(
            translation_key__in=[child.translation_key for child in copies],
            locale_id=parent.locale_id,
        )
    }
    for child in copies:
        before = kept.get(child.translation_key)
        if before is None:
            continue
        if getattr(before, field.attname) == parent.pk:
            child.pk = before.pk
        else:
            child.translation_key = uuid.uuid4()
