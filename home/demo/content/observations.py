"""What citizens and organisations observed of the demo's measures; these people do not exist."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """A civic observation.

    Attributes:
        key: by which it is found again.
        policy: the policy's address.
        code: the measure's number.
        days: how many days ago it was sent.
        settlement: by its name in Bulgarian.
        answer: what the unit answered.
        reason: why it was not published.
    """

    key: str
    policy: str
    code: str
    verdict: str
    state: str
    days: int
    author: str
    text: str
    organisation: str = ""
    settlement: str = ""
    place: str = ""
    answer: str = ""
    reason: str = ""
    language: str = "bg"


OBSERVATIONS = (
    Seen(
        "ploshtadka",
        "mladezhka-strategia",
        "1.3",
        "not_kept",
        "published",
        12,
        "Ивайло Н.",
        "Минах покрай гарата в неделя вечер. Площадката още е тъмна, а за стълбовете има само "
        "изкопани дупки. Оградете ги, защото децата играят там.",
        settlement="Левски",
        place="до гарата",
        answer="Благодарим Ви. Дупките са оградени. Стълбовете се очакват до края на месеца, а "
        "новата дата за монтаж ще публикуваме тук.",
    ),
    Seen(
        "asenovtsi",
        "mladezhka-strategia",
        "1.2",
        "partly",
        "published",
        25,
        "Петя Маринова",
        "В Обнова младежката стая работи и е пълна. В Асеновци все още няма нищо.",
        organisation="Сдружение „Младежи от селата“",
        settlement="Асеновци",
        answer="Покривът на читалището се ремонтира през пролетта. Дотогава младежите от Асеновци "
        "могат да пътуват безплатно до Обнова.",
    ),
    Seen(
        "konteyneri",
        "upravlenie-na-otpadatsite",
        "1.1",
        "partly",
        "published",
        8,
        "Надежда Г.",
        "Контейнери има, но за жълтия трябва да се върви почти половин километър.",
        settlement="Българене",
        place="ул. „Васил Левски“",
    ),
    Seen(
        "obyad",
        "sotsialni-uslugi",
        "1.2",
        "kept",
        "published",
        31,
        "Стоян Стоянов",
        "Майка ми получава обяда всеки ден навреме. Хората са внимателни.",
        settlement="Козар Белене",
    ),
    Seen(
        "darveta",
        "zeleni-ploshti",
        "1.1",
        "kept",
        "waiting",
        1,
        "Румяна",
        "Преброих 31 нови фиданки по улицата към училището. Две са изсъхнали.",
        settlement="Левски",
        place="улицата към училището",
    ),
    Seen(
        "reklama",
        "zeleni-ploshti",
        "2.2",
        "not_kept",
        "rejected",
        15,
        "Евтини пейки",
        "Купете пейки от нас, имаме най-ниски цени!",
        reason="Това е реклама, а не наблюдение за мярката.",
    ),
)
