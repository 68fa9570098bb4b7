"""News and an information campaign."""

from home.demo.words import (
    Area,
    DemoPage,
    Figure,
    Heading,
    InDays,
    Link,
    PageOf,
    Picture,
    Said,
    Unit,
    points,
    say,
    texts,
)


def _news(
    slugs: tuple[str, str],
    title: Said,
    lead: Said,
    *body: Said,
    when: int,
    picture: str,
    area: str,
    related: str = "",
) -> DemoPage:
    return DemoPage(
        model="news.NewsPage",
        slug=slugs[0],
        english_slug=slugs[1],
        parent="novini",
        title=title,
        lead=lead,
        values={"date": InDays(when), "image": Picture(picture), "area": Area(area)},
        streams={
            "body": (texts(*body),),
            "related": (PageOf(related),) if related else (),
        },
        invented=True,
    )


NEWS = (
    _news(
        ("otvorena-konsultatsia-otpadatsi", "consultation-on-waste-is-open"),
        say("Започна консултацията за отпадъците", "The consultation on waste has begun"),
        say(
            "До края на срока всеки може да каже как да разделяме и как да плащаме.",
            "Until the end of the term anyone can say how we should sort and pay.",
        ),
        say(
            "Проектът на наредба е публикуван с мотиви и кратко обяснение. Може да коментирате "
            "проекта или да попълните анкета с шест въпроса.",
            "The draft ordinance is published with its reasons and a short explanation. You can "
            "comment on the draft or fill in a questionnaire of six questions.",
        ),
        say(
            "В петък от 17:30 часа има среща в читалището в Обнова.",
            "On Friday at 17:30 there is a meeting in the community centre of Obnova.",
        ),
        when=-10,
        picture="konteyneri",
        area="waste",
        related="naredba-za-otpadatsite",
    ),
    _news(
        ("otvori-mladezhkiyat-tsentar", "youth-centre-opens"),
        say("Младежкият център отвори врати", "The youth centre has opened its doors"),
        say(
            "Зала за музика, тиха стая за учене и двор с маси: всеки делник до 20 часа.",
            "A music room, a quiet room for study and a yard with tables: each weekday until 8 "
            "p.m.",
        ),
        say(
            "Програмата се прави от самите младежи. Заявки за зала се приемат на място.",
            "The programme is made by the young people themselves. Rooms are booked on the spot.",
        ),
        when=-24,
        picture="kniga-i-svetlina",
        area="youth",
        related="mladezhka-strategia",
    ),
    _news(
        ("spravka-za-parkovete", "report-on-parks"),
        say("Публикувахме справката за парковете", "The report on parks is published"),
        say(
            "Девет предложения, отговор на всяко. Шест ще влязат в новите правила.",
            "Nine suggestions, an answer to each. Six will become part of the new rules.",
        ),
        say(
            "Новите правила се гласуват на следващото заседание на общинския съвет.",
            "The new rules will be voted on at the next meeting of the council.",
        ),
        when=-40,
        picture="park",
        area="environment",
        related="pravila-za-parkovete",
    ),
    _news(
        ("prolet-kray-reka-osam", "spring-by-the-river"),
        say("Доброволци почистиха брега на Осъм", "Volunteers cleaned the bank of the Osam"),
        say(
            "Сто и двадесет души събраха два камиона отпадъци за един ден.",
            "A hundred and twenty people collected two lorries of waste in one day.",
        ),
        say(
            "Следващото почистване е наесен. Записването започва един месец по-рано.",
            "The next clean-up is in autumn. Registration opens one month before.",
        ),
        when=-58,
        picture="reka",
        area="environment",
        related="zeleni-ploshti",
    ),
    _news(
        ("nov-uchilishten-avtobus", "new-school-bus"),
        say("Нов автобус вози учениците от севера", "A new bus takes pupils from the north"),
        say(
            "Пътят от Козар Белене до училището вече е 35 минути.",
            "The journey from Kozar Belene to school now takes 35 minutes.",
        ),
        say(
            "Разписанието е съобразено с началото на часовете и се преглежда след всеки срок.",
            "The timetable follows the start of lessons and is reviewed after each term.",
        ),
        when=-72,
        picture="pole",
        area="education",
        related="obrazovanie-i-kultura",
    ),
    _news(
        ("analizat-e-gotov", "analysis-is-ready"),
        say("Анализът на прозрачността е готов", "The analysis of transparency is ready"),
        say(
            "Шест препоръки към общината. Всяка има срок и отговорник.",
            "Six recommendations to the municipality. Each has a deadline and an owner.",
        ),
        say(
            "Отговорите на дирекциите се виждат до самите препоръки.",
            "The answers of the directorates can be seen beside the recommendations.",
        ),
        when=-88,
        picture="kragove",
        area="transparency",
        related="analiz-na-prozrachnostta",
    ),
    _news(
        ("pravilata-za-darvetata", "tree-register"),
        say("Всяко дърво в града вече има номер", "Each tree in town now has a number"),
        say(
            "Описът обхваща 2140 дървета и е достъпен като отворени данни.",
            "The register covers 2140 trees and is available as open data.",
        ),
        say(
            "Ако видите болно дърво, съобщете номера му и ще го прегледаме.",
            "If you see a sick tree, tell us its number and we shall examine it.",
        ),
        when=-105,
        picture="slanchogledi",
        area="environment",
        related="zeleni-ploshti",
    ),
    _news(
        ("byudzhet-na-edna-stranitsa", "budget-on-one-page"),
        say("Бюджетът на една страница", "The budget on one page"),
        say(
            "От какво идват парите и къде отиват, с думи и с примери.",
            "Where the money comes from and where it goes, in words and examples.",
        ),
        say(
            "Листовката е във всяко кметство и читалище. Очакваме въпросите Ви.",
            "The leaflet is in each town hall and community centre. We look forward to your "
            "questions.",
        ),
        when=-130,
        picture="grad",
        area="budget",
        related="prozrachno-upravlenie",
    ),
)

CAMPAIGN = DemoPage(
    model="news.CampaignPage",
    slug="tvoyat-glas-se-chuva",
    english_slug="your-voice-is-heard",
    parent="kampanii",
    title=say("Твоят глас се чува", "Your voice is heard"),
    lead=say(
        "Обиколка на всички населени места: как да участвате в решенията на общината.",
        "A tour of the town and all villages: how to take part in the municipality's decisions.",
    ),
    values={
        "goal": say(
            "Всеки жител да знае къде да прочете проект, как да каже мнение и кога ще получи "
            "отговор.",
            "Every resident should know where to read a draft, how to give an opinion and when the "
            "answer comes.",
        ),
        "audience": say(
            "Жителите на общината, най-вече в селата, младежи и организации",
            "Residents, above all in the villages, young people and organisations",
        ),
        "start": InDays(-30),
        "end": InDays(60),
        "channels": say(
            "Срещи, листовки, местно радио, интернет",
            "Meetings, leaflets, local radio, the internet",
        ),
        "area": Area("transparency"),
        "unit": Unit("mayor"),
    },
    streams={
        "body": (
            Figure(
                "kragove",
                say(
                    "Цветни кръгове, които се застъпват като хора на обща маса",
                    "Coloured circles that overlap like people at one table",
                ),
                say("Рисунка: община Левски", "Drawing: Municipality of Levski"),
            ),
            Heading(say("Какво ще има", "What there will be")),
            points(
                say(
                    "Среща във всяко село: час за въпроси и час за упражнение на таблет.",
                    "A meeting in each village: an hour for questions and an hour of practice on a "
                    "tablet.",
                ),
                say(
                    "Листовка с големи букви и картинки.",
                    "A leaflet in large letters with pictures.",
                ),
                say(
                    "Урок в училищата: как се пише предложение.",
                    "A lesson in schools: how to write a suggestion.",
                ),
            ),
            Link(say("Вижте как работи", "See how it works"), "kak-raboti"),
        )
    },
    invented=True,
)
