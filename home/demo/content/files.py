"""Pictures and documents: their titles, by which they are found again, and what they hold."""

from dataclasses import dataclass
from typing import NamedTuple


class Picture(NamedTuple):
    """A drawing: its title for editors, and what is read to those who cannot see it."""

    title: str
    description: str
    description_en: str


PICTURES: dict[str, Picture] = {
    "pole": Picture(
        "Поле",
        "Рисунка: разорани ниви до хоризонта под ниско жълто слънце",
        "Drawing: ploughed fields to the horizon under a low yellow sun",
    ),
    "reka": Picture(
        "Река",
        "Рисунка: река се вие между ливади, по брега има дървета",
        "Drawing: a river winds between meadows, trees on its banks",
    ),
    "grad": Picture(
        "Град",
        "Рисунка: червени покриви на малък град и кула с часовник",
        "Drawing: red roofs of a small town and a clock tower",
    ),
    "slanchogledi": Picture(
        "Слънчогледи",
        "Рисунка: пет слънчогледа пред зелено поле",
        "Drawing: five sunflowers before a green field",
    ),
    "park": Picture(
        "Парк",
        "Рисунка: алея между дървета и пейка до нея",
        "Drawing: a path between trees and a bench beside it",
    ),
    "konteyneri": Picture(
        "Контейнери",
        "Рисунка: син, жълт и зелен контейнер за разделно събиране",
        "Drawing: a blue, a yellow and a green container for sorted waste",
    ),
    "kniga-i-svetlina": Picture(
        "Книга",
        "Рисунка: отворена книга в светлината на лампа",
        "Drawing: an open book in the light of a lamp",
    ),
    "kragove": Picture(
        "Кръгла маса",
        "Рисунка: цветни кръгове с хора около обща маса",
        "Drawing: coloured circles with people around a shared table",
    ),
}


@dataclass(frozen=True)
class Paper:
    """A document with headings and paragraphs."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


_EXAMPLE = "Това е примерен документ. Текстът е измислен, за да покаже как работи платформата."

PAPERS: dict[str, Paper] = {
    "proekt-naredba-otpadatsi.docx": Paper(
        "Проект на Наредба за управление на отпадъците",
        (
            ("За документа", (_EXAMPLE,)),
            (
                "Глава първа. Общи положения",
                (
                    "Чл. 1. Тази наредба урежда събирането, разделянето и извозването на битовите "
                    "отпадъци на територията на община Левски.",
                    "Чл. 2. Всеки, който изхвърля отпадъци, ги разделя на хартия, пластмаса и "
                    "метал, стъкло, отпадъци за компост и останали.",
                ),
            ),
            (
                "Глава втора. Събиране",
                (
                    "Чл. 3. Цветни контейнери се поставят във всяко населено място, на не повече "
                    "от 150 метра от всеки дом.",
                    "Чл. 4. Общината дава безплатно съд за компост на всяка къща с двор.",
                    "Чл. 5. Едрите отпадъци се събират веднъж месечно по график.",
                ),
            ),
            (
                "Глава трета. Такса",
                (
                    "Чл. 6. Таксата се определя според големината на съда и броя на обслужванията.",
                    "Чл. 7. Домакинство, което компостира, плаща с 10 на сто по-малко.",
                ),
            ),
        ),
    ),
    "motivi-naredba-otpadatsi.docx": Paper(
        "Мотиви към проекта на Наредба за управление на отпадъците",
        (
            ("За документа", (_EXAMPLE,)),
            (
                "Причини",
                (
                    "Действащата наредба не урежда разделното събиране в селата и "
                    "компостирането у дома.",
                ),
            ),
            ("Цели", ("До три години поне половината от отпадъците да се разделят.",)),
            ("Средства", ("Нужни са 420 нови контейнера и един автомобил.",)),
            ("Очаквани резултати", ("По-ниска такса за домакинствата, които разделят.",)),
            (
                "Съответствие с правото на Европейския съюз",
                ("Проектът е в съответствие с Директива 2008/98/ЕО относно отпадъците.",),
            ),
        ),
    ),
    "proekt-pravila-parkove.docx": Paper(
        "Проект на Правила за ползване на парковете",
        (
            ("За документа", (_EXAMPLE,)),
            (
                "Правила",
                (
                    "Чл. 1. Парковете са отворени за всички по всяко време.",
                    "Чл. 2. Кучетата се водят на повод; свободно се пускат само в кучешките "
                    "кътове.",
                    "Чл. 3. По общите алеи велосипедите се движат с ниска скорост.",
                ),
            ),
        ),
    ),
}
