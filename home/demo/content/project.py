"""The project that pays for the platform: its facts are those of the public register."""

from datetime import date
from decimal import Decimal

from home.demo.words import DemoChild, DemoPage, Heading, PageOf, Said, points, say, texts


def _activity(title: Said, text: Said, deliverable: Said, fulfilled_by: str) -> DemoChild:
    return DemoChild(
        {
            "title": title,
            "status": "in_execution",
            "text": text,
            "deliverable": deliverable,
            "fulfilled_by": PageOf(fulfilled_by),
        }
    )


def _result(title: Said, expected: Said) -> DemoChild:
    return DemoChild({"title": title, "expected": expected})


PROJECT = DemoPage(
    model="home.ProjectPage",
    slug="proektat",
    english_slug="project",
    in_menu=True,
    title=say("Проектът", "The project"),
    lead=say(
        "„Гражданското общество в партньорство с местната власт“: проект на община Левски, "
        "финансиран от Европейския съюз.",
        "“Civil society in partnership with local government”: a project of the municipality of "
        "Levski, funded by the European Union.",
    ),
    values={
        "status": "in_execution",
        "contract_date": date(2022, 8, 11),
        "start": date(2022, 8, 11),
        "end": date(2023, 12, 31),
        "currency": "BGN",
        "total": Decimal("57834.00"),
        "grant": Decimal("57834.00"),
        "own_contribution": Decimal("0.00"),
        "paid": Decimal("0.00"),
        "eu_share": Decimal("85.0"),
        "place": say(
            "България › Северна и Югоизточна България (BG3) › Северозападен (BG31) › "
            "Плевен (BG314) › Левски › гр. Левски",
            "Bulgaria › Northern and South-Eastern Bulgaria (BG3) › North-West (BG31) › "
            "Pleven (BG314) › Levski › town of Levski",
        ),
        "register_url": "https://2020.eufunds.bg/",
        "funding_statement": say(
            "Проектът се изпълнява с финансовата подкрепа на Европейския съюз. Цялата отговорност "
            "за съдържанието е на община Левски.",
            "The project is carried out with the financial support of the European Union. The "
            "municipality of Levski alone answers for the content.",
        ),
    },
    streams={
        "body": (
            Heading(say("Какво искаме да постигнем", "What we want to achieve")),
            points(
                say(
                    "Повече взаимодействие между администрацията, гражданите, организациите и "
                    "бизнеса.",
                    "More interaction between the administration, citizens, organisations and "
                    "business.",
                ),
                say(
                    "Повече активност на хората при изпълнението и наблюдението на политиките.",
                    "More civic activity in carrying out and monitoring policies.",
                ),
                say(
                    "Препоръки, които се правят и се изпълняват.",
                    "Recommendations that are made and followed.",
                ),
                say(
                    "Отворено и отчетно местно управление.",
                    "Open and accountable local government.",
                ),
            ),
            texts(
                say(
                    "Данните по-долу са такива, каквито са в публичния регистър. Сумите в левове "
                    "са "
                    "показани и в евро.",
                    "The data are as they stand in the public register. Amounts in lev are shown "
                    "in "
                    "euro too.",
                ),
            ),
        )
    },
    children={
        "activities": (
            _activity(
                say(
                    "Изследване, анализ и препоръки",
                    "Study, analysis and recommendations",
                ),
                say(
                    "Как се изпълняват и наблюдават местните политики и как да са по-прозрачни, "
                    "отворени и ефективни.",
                    "How local policies are carried out and monitored, and how they can be more "
                    "transparent, open and effective.",
                ),
                say("Анализ с препоръки", "An analysis with recommendations"),
                "analiz-na-prozrachnostta",
            ),
            _activity(
                say(
                    "Онлайн платформа за гражданско участие",
                    "Online platform for civic participation",
                ),
                say(
                    "Местни политики, обществени консултации, формуляри и коментари на едно място.",
                    "Local policies, public consultations, forms and comments in one place.",
                ),
                say("Работеща онлайн платформа", "A working online platform"),
                "konsultatsii",
            ),
            _activity(
                say(
                    "Правила и процедури за работа с платформата",
                    "Rules and procedures for working with the platform",
                ),
                say(
                    "Номерирани текстове, в сила от посочена дата.",
                    "Numbered texts, in force from a stated date.",
                ),
                say("Правила и процедури", "Rules and procedures"),
                "pravila-za-platformata",
            ),
            _activity(
                say(
                    "Методика за оценка на въздействието",
                    "Methodology for evaluating the impact",
                ),
                say(
                    "Показатели за средата за гражданско участие и за това как да се подобри.",
                    "Indicators of the environment for civic participation and of how to improve "
                    "it.",
                ),
                say("Методика с показатели", "A methodology with indicators"),
                "otsenka-na-uchastieto",
            ),
            _activity(
                say("Информационни дейности", "Information activities"),
                say(
                    "Кампании и новини, с които повече хора научават как да участват.",
                    "Campaigns and news by which more people learn how to take part.",
                ),
                say("Информационна кампания", "An information campaign"),
                "tvoyat-glas-se-chuva",
            ),
        ),
        "results": (
            _result(
                say("Изпълнени дейности", "Activities carried out"),
                say("5 дейности", "5 activities"),
            ),
            _result(
                say("Онлайн платформа за участие", "Online platform for participation"),
                say("1 платформа", "1 platform"),
            ),
            _result(
                say(
                    "Анализ с препоръки за местните политики",
                    "Analysis with recommendations on local policies",
                ),
                say("1 анализ", "1 analysis"),
            ),
        ),
    },
)
