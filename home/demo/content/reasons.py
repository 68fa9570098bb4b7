"""Reasons that moderators give often, by the platform's rules."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """A template: what moderators see in the list, and what the author reads, in each language."""

    title: str
    bulgarian: str
    english: str


REASONS = (
    Reason(
        "Лични данни",
        "Коментарът съдържа лични данни (чл. 8, т. 2 от правилата). "
        "Можете да го изпратите отново без тях.",
        "The comment contains personal data (art. 8, item 2 of the rules). "
        "You can send it again without them.",
    ),
    Reason(
        "Обида",
        "Коментарът обижда човек или група хора (чл. 8, т. 1 от правилата). "
        "Кажете същото без обидни думи.",
        "The comment insults a person or a group (art. 8, item 1 of the rules). "
        "Please say the same without insults.",
    ),
    Reason(
        "Реклама",
        "Коментарът е реклама (чл. 8, т. 3 от правилата).",
        "The comment is advertising (art. 8, item 3 of the rules).",
    ),
    Reason(
        "Не е по темата",
        "Коментарът не е за тази страница. Изпратете го там, където се обсъжда темата.",
        "The comment is not about this page. Please send it where its subject is discussed.",
    ),
    Reason(
        "Повторен коментар",
        "Вече публикувахме същия коментар на тази страница.",
        "We have already published the same comment on this page.",
    ),
)
