"""Comments by citizens in every state."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """A comment.

    Attributes:
        key: name by which answers refer to it.
        page: slug of the page.
        author: name as its author gave it.
        text: plain text.
        state: value of its state; ``unconfirmed`` for one whose link nobody has opened.
        answers: key of the comment that it answers.
        reason: the moderator's, where there must be one.
        language: of the text.
        hours: how long ago it was sent.
        stance: where its author stands, on pages that ask for it.
        unit: key of the unit that answers, for an official answer.
        disposition: what became of what it answers, for an official answer.
        named: how the author is named.
        settlement: where the author is from, if named so.
    """

    key: str
    page: str
    author: str
    text: str
    state: str = "published"
    answers: str = ""
    reason: str = ""
    language: str = "bg"
    hours: int = 24
    stance: str = ""
    unit: str = ""
    disposition: str = ""
    named: str = "full"
    settlement: str = ""


_WASTE = "naredba-za-otpadatsite"

REMARKS = (
    Remark(
        "shade",
        _WASTE,
        "Петя от Обнова",
        "Подкрепям. Само че контейнерите да са на твърда настилка, защото зиме до тях не се стига.",
        hours=190,
        stance="for",
    ),
    Remark(
        "shade-1",
        _WASTE,
        "Иван К.",
        "Така е. При нас до читалището има бетонна площадка, там е добре.",
        answers="shade",
        hours=168,
    ),
    Remark(
        "shade-2",
        _WASTE,
        "Петя от Обнова",
        "Добра идея, ще я напиша и в анкетата.",
        answers="shade-1",
        hours=150,
    ),
    Remark(
        "fee",
        _WASTE,
        "Клуб на пенсионерите",
        "Как ще се мери количеството при съд, който е общ за няколко къщи? "
        "Моля, обяснете го в наредбата.",
        hours=120,
        stance="question",
        named="organisation",
    ),
    Remark(
        "fee-answer",
        _WASTE,
        "Отдел „Екология и чистота“",
        "Благодарим за въпроса. При общ съд количеството се дели поравно между домакинствата. "
        "Ще го запишем в чл. 14 на проекта.",
        answers="fee",
        hours=70,
        unit="environment",
        disposition="accepted",
    ),
    Remark(
        "costs",
        _WASTE,
        "Димитър Василев",
        "Против съм нова такса, докато не видим сметката за старата.",
        hours=100,
        stance="against",
        named="settlement",
        settlement="Козар Белене",
    ),
    Remark(
        "second-thoughts",
        _WASTE,
        "Надежда",
        "Сбърках улицата, ще напиша нов коментар.",
        state="withdrawn",
        hours=90,
    ),
    Remark(
        "newcomer",
        _WASTE,
        "Tom",
        "We have just moved to Asenovtsi. Will there be a calendar of collections in English?",
        language="en",
        hours=96,
    ),
    Remark(
        "waiting",
        _WASTE,
        "Георги",
        "Предлагам площадка за стари мебели и в Малчика, не само в града.",
        state="pending",
        hours=5,
    ),
    Remark(
        "advert",
        _WASTE,
        "Промоция",
        "Продавам кофи за боклук на едро, обадете се за цена.",
        state="rejected",
        reason="Коментарът е реклама (чл. 8, т. 3 от правилата).",
        hours=60,
    ),
    Remark(
        "insult",
        _WASTE,
        "Ядосан",
        "Съседът ми от номер 5 изхвърля строителни отпадъци до реката.",
        state="removed",
        reason="Разкрива данни за друг човек (чл. 8, т. 2). Можете да подадете сигнал до отдела.",
        hours=80,
    ),
    Remark(
        "unconfirmed",
        _WASTE,
        "Силвия",
        "Кога ще раздавате съдовете за компост?",
        state="unconfirmed",
        hours=2,
    ),
    Remark(
        "youth",
        "mladezhka-strategia",
        "Деница, 10. клас",
        "Страхотно, че центърът е отворен до 20 часа. Може ли и в събота?",
        hours=300,
    ),
    Remark(
        "youth-1",
        "mladezhka-strategia",
        "Родител",
        "Присъединявам се. В събота няма автобус за селата, помислете и за това.",
        answers="youth",
        hours=280,
    ),
    Remark(
        "project",
        "proektat",
        "Местна организация",
        "Радваме се, че справките ще се публикуват. Ще следим сроковете.",
        hours=400,
    ),
    Remark(
        "news",
        "prolet-kray-reka-osam",
        "Стоян",
        "Бях там с децата. Запишете ни и за наесен.",
        hours=700,
    ),
    Remark(
        "transparency",
        "prozrachno-upravlenie",
        "Жител на Стежерово",
        "Заседанията на живо са полезни, но звукът е тих. Може ли по-добър микрофон?",
        state="pending",
        hours=9,
    ),
)
