"""Monitoring reports on two of the demo's policies."""

from home.demo.words import DemoChild, DemoPage, InDays, MeasureOf, Said, say, texts


def _line(
    policy: str, code: str, done: Said, problems: Said | str = "", next_step: Said | str = ""
) -> DemoChild:
    return DemoChild(
        {
            "measure": MeasureOf(policy, code),
            "done": done,
            "problems": problems,
            "next": next_step,
        }
    )


YOUTH_REPORT = DemoPage(
    model="policies.MonitoringReportPage",
    slug="doklad-mladezh",
    english_slug="youth-report",
    parent="mladezhka-strategia",
    title=say("Доклад за младежката стратегия", "Report on the youth strategy"),
    lead=say(
        "Какво направихме през последната година, какво ни забави и какво следва.",
        "What we did in the last year, what held us up and what comes next.",
    ),
    values={"period_start": InDays(-395), "period_end": InDays(-30)},
    streams={
        "body": (
            texts(
                say(
                    "Докладът е съставен с младежите, които ползват центъра. Обсъдихме го с тях, "
                    "преди да го публикуваме.",
                    "The report was made with the young people who use the centre. We talked it "
                    "over with them before we published it.",
                ),
            ),
        )
    },
    children={
        "lines": (
            _line(
                "mladezhka-strategia",
                "1.1",
                say(
                    "Центърът е отворен всеки делник следобед и в събота.",
                    "The centre is open each weekday afternoon and on Saturday.",
                ),
                say(
                    "През лятото посетителите намаляват.",
                    "There are fewer visitors in summer.",
                ),
                say(
                    "Лятна програма, съставена от младежкия съвет.",
                    "A summer programme made by the youth council.",
                ),
            ),
            _line(
                "mladezhka-strategia",
                "1.2",
                say(
                    "Стаите в Обнова и Малчика работят.",
                    "The rooms in Obnova and Malchika are open.",
                ),
                say(
                    "Покривът на читалището в Асеновци тече.",
                    "The roof of the community centre in Asenovtsi leaks.",
                ),
                say(
                    "Ремонт на покрива през пролетта.",
                    "Repair of the roof in spring.",
                ),
            ),
            _line(
                "mladezhka-strategia",
                "1.3",
                say(
                    "Избран е изпълнител и е платен авансът.",
                    "A contractor was chosen and an advance was paid.",
                ),
                say(
                    "Доставката на стълбовете закъснява с три месеца.",
                    "The delivery of the masts is three months late.",
                ),
                say("Монтаж до края на годината.", "Mounting by the end of the year."),
            ),
        )
    },
    invented=True,
)

WASTE_REPORT = DemoPage(
    model="policies.MonitoringReportPage",
    slug="doklad-otpadatsi",
    english_slug="waste-report",
    parent="upravlenie-na-otpadatsite",
    title=say("Доклад за програмата за отпадъците", "Report on the waste programme"),
    lead=say(
        "Разделното събиране расте, но площадката за едри отпадъци закъснява.",
        "More waste is sorted, but the site for bulky waste is late.",
    ),
    values={"period_start": InDays(-210), "period_end": InDays(-28)},
    streams={
        "body": (
            texts(
                say(
                    "Числата са от кантара на депото и от договорите с фирмата, която извозва "
                    "цветните контейнери.",
                    "The figures come from the scales at the dump and from the contracts with the "
                    "company that empties the coloured bins.",
                ),
            ),
        )
    },
    children={
        "lines": (
            _line(
                "upravlenie-na-otpadatsite",
                "1.1",
                say(
                    "Контейнери има в шест села и в целия град.",
                    "Six villages and the whole town have bins.",
                ),
                say(
                    "В две села контейнерите се препълват преди деня за извозване.",
                    "In two villages the bins are full before the day of collection.",
                ),
                say(
                    "По-често извозване от следващия месец.",
                    "More frequent collection from next month.",
                ),
            ),
            _line(
                "upravlenie-na-otpadatsite",
                "1.3",
                say("Подадени са документите за разрешение.", "The permit was applied for."),
                say(
                    "Регионалната инспекция поиска допълнителна оценка.",
                    "The regional inspectorate asked for a further assessment.",
                ),
                say(
                    "Нов срок се обсъжда с жителите на кв. „Запад“.",
                    "A new deadline is being discussed with the residents of Zapad.",
                ),
            ),
            _line(
                "upravlenie-na-otpadatsite",
                "3.1",
                say(
                    "Почистени са всички 12 места.",
                    "All 12 places have been cleaned.",
                ),
                say(
                    "Похарчихме повече от планираното заради наетата техника.",
                    "We spent more than planned because of hired machines.",
                ),
                say("Камери на трите входа.", "Cameras at the three entrances."),
            ),
        )
    },
    invented=True,
)

REPORTS = (YOUTH_REPORT, WASTE_REPORT)
