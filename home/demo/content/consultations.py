"""Three consultations: open, planned, closed with its report."""

from home.demo.words import (
    Area,
    DemoPage,
    Files,
    Heading,
    InDays,
    PageOf,
    Unit,
    points,
    say,
    texts,
)

OPEN = DemoPage(
    model="consultations.ConsultationPage",
    slug="naredba-za-otpadatsite",
    english_slug="ordinance-on-waste",
    parent="konsultatsii",
    title=say(
        "Проект на Наредба за управление на отпадъците",
        "Draft ordinance on waste management",
    ),
    lead=say(
        "Как да разделяме отпадъците и как да плащаме според количеството. Кажете кое ще работи "
        "във Вашата улица или село.",
        "How to sort waste and how to pay by the quantity. Tell us what will work in your street "
        "or village.",
    ),
    values={
        "kind": "normative_act",
        "area": Area("waste"),
        "unit": Unit("environment"),
        "opens": InDays(-10),
        "closes": InDays(25),
    },
    streams={
        "reasons": (
            Heading(say("Причини за приемане", "Causes for adopting it")),
            texts(
                say(
                    "Действащата наредба е от времето, когато имаше един контейнер за всичко. Тя "
                    "не "
                    "урежда разделното събиране в селата и компостирането у дома.",
                    "The ordinance in force is of a time when there was one bin for everything. It "
                    "does not provide for sorting in the villages and composting at home.",
                ),
            ),
            Heading(say("Цели", "Aims")),
            texts(
                say(
                    "До три години поне половината от отпадъците да се разделят, а на депото да "
                    "отиват с една трета по-малко.",
                    "Within three years at least half of the waste should be sorted, and a third "
                    "less should go to the dump.",
                ),
            ),
            Heading(say("Финансови и други средства", "Financial and other means")),
            texts(
                say(
                    "Нужни са 420 нови контейнера и един автомобил. Те се плащат от отчисленията "
                    "за "
                    "депото. Нови служители не се назначават.",
                    "420 new bins and one vehicle are needed. They are paid for from the "
                    "deductions "
                    "for the dump. No new staff are hired.",
                ),
            ),
            Heading(say("Очаквани резултати", "Expected results")),
            texts(
                say(
                    "Домакинство, което разделя, ще плаща средно с 12 на сто по-малко. Общината ще "
                    "спести от отчисления около 60 000 евро годишно.",
                    "A household that sorts will pay on average 12 per cent less. The municipality "
                    "will save about 60 000 euro a year in deductions.",
                ),
            ),
            Heading(
                say(
                    "Съответствие с правото на Европейския съюз",
                    "Conformity with the law of the European Union",
                )
            ),
            texts(
                say(
                    "Проектът е в съответствие с Директива 2008/98/ЕО относно отпадъците.",
                    "The draft conforms with Directive 2008/98/EC on waste.",
                ),
            ),
        ),
        "body": (
            Heading(say("Накратко", "In short")),
            points(
                say(
                    "Цветни контейнери във всяко населено място.",
                    "Coloured bins in every town and village.",
                ),
                say(
                    "Безплатен съд за компост за всяка къща с двор.",
                    "A free compost bin for each house with a yard.",
                ),
                say(
                    "Такса според големината на съда вместо според цената на имота.",
                    "A fee by the size of the bin instead of the value of the property.",
                ),
                say(
                    "Глоба при изхвърляне край пътя, но първо предупреждение.",
                    "A fine for dumping by the road, but a warning first.",
                ),
            ),
            Heading(say("Документи", "Documents")),
            Files(("proekt-naredba-otpadatsi.docx", "motivi-naredba-otpadatsi.docx")),
        ),
        "related": (PageOf("upravlenie-na-otpadatsite"),),
    },
    invented=True,
)

PLANNED = DemoPage(
    model="consultations.ConsultationPage",
    slug="byudzhet-za-sledvashtata-godina",
    english_slug="budget-for-next-year",
    parent="konsultatsii",
    title=say("Проект на бюджет за следващата година", "Draft budget for next year"),
    lead=say(
        "Кои улици, кои училища, кои услуги идват първи. Обсъждането започва скоро.",
        "Which streets, which schools, which services come first. The discussion starts soon.",
    ),
    values={
        "kind": "budget",
        "area": Area("budget"),
        "unit": Unit("finance"),
        "opens": InDays(20),
        "closes": InDays(50),
    },
    streams={
        "reasons": (
            texts(
                say(
                    "Всяка година преди гласуването на бюджета кметът го представя на открито "
                    "обсъждане. Предложенията се записват в протокол, който става част от проекта.",
                    "Each year before the budget is voted on the mayor presents it at an open "
                    "discussion. The suggestions are recorded, and the record becomes part of the "
                    "draft.",
                ),
            ),
        ),
        "body": (
            Heading(say("Как ще протече", "How it will go")),
            points(
                say(
                    "Публикуване на проекта и на обяснение с прости думи.",
                    "Publication of the draft and of an explanation in plain words.",
                ),
                say(
                    "Открито обсъждане в голямата зала на общината.",
                    "An open discussion in the town hall's large room.",
                ),
                say(
                    "Справка кои предложения са приети и защо.",
                    "A report on which suggestions were accepted and why.",
                ),
            ),
        ),
    },
    invented=True,
)

CLOSED = DemoPage(
    model="consultations.ConsultationPage",
    slug="pravila-za-parkovete",
    english_slug="rules-for-parks",
    parent="konsultatsii",
    title=say(
        "Проект на Правила за ползване на парковете",
        "Draft rules for the use of parks",
    ),
    lead=say(
        "Консултацията приключи. Получихме девет предложения; шест са приети изцяло или отчасти.",
        "The consultation has ended. We received nine suggestions; six were accepted in full or "
        "in part.",
    ),
    values={
        "kind": "normative_act",
        "area": Area("environment"),
        "unit": Unit("environment"),
        "opens": InDays(-120),
        "closes": InDays(-85),
    },
    streams={
        "reasons": (
            Heading(say("Причини и цели", "Causes and aims")),
            texts(
                say(
                    "В парковете се срещат деца, спортуващи и хора с кучета. Правила има само "
                    "за едни от тях, а това поражда спорове.",
                    "Children, sportspeople and people with dogs meet in the parks. There are "
                    "rules "
                    "for some of them only, and that leads to quarrels.",
                ),
            ),
            Heading(say("Средства и резултати", "Means and results")),
            texts(
                say(
                    "Нужни са табели и два нови кучешки къта. Очакваме по-малко сигнали и повече "
                    "хора в парковете.",
                    "Signs and two new dog areas are needed. We expect fewer complaints and more "
                    "people in the parks.",
                ),
            ),
            Heading(say("Правото на Европейския съюз", "The law of the European Union")),
            texts(
                say(
                    "Въпросът не се урежда от правото на Европейския съюз.",
                    "The matter is not governed by the law of the European Union.",
                ),
            ),
        ),
        "body": (Files(("proekt-pravila-parkove.docx",)),),
        "report": (
            texts(
                say(
                    "В срока постъпиха девет предложения: пет на платформата, две на хартия и две "
                    "на срещата в читалището. Отговорите на петте основни теми са тук.",
                    "Nine suggestions came within the term: five on the platform, two on paper and "
                    "two at the meeting in the community centre. The answers to the five main "
                    "subjects are here.",
                ),
            ),
            Heading(say("Кучешки кът и в източния парк", "A dog area in the eastern park too")),
            texts(
                say(
                    "Прието. В източния парк има място и достъп до вода.",
                    "Accepted. The eastern park has room and access to water.",
                ),
            ),
            Heading(say("Осветление до 23 часа", "Lighting until 11 p.m.")),
            texts(
                say(
                    "Прието отчасти. Главните алеи ще светят до 23 часа, малките до 22 часа, за да "
                    "не пречат на близките домове.",
                    "Accepted in part. The main paths will be lit until 11 p.m., the small ones "
                    "until 10 p.m., so that they do not disturb the homes nearby.",
                ),
            ),
            Heading(say("Забрана за велосипеди", "A ban on bicycles")),
            texts(
                say(
                    "Не е прието. Децата идват в парка с велосипеди. Вместо забрана се въвежда "
                    "ниска скорост по общите алеи.",
                    "Not accepted. Children come to the park by bicycle. Instead of a ban, low "
                    "speed "
                    "is set on shared paths.",
                ),
            ),
            Heading(say("Повече пейки със сянка", "More benches in the shade")),
            texts(
                say(
                    "Прието. Двадесет пейки са включени в плана за зелените площи.",
                    "Accepted. Twenty benches are included in the plan for green spaces.",
                ),
            ),
            Heading(say("Павилион за кафе", "A coffee stand")),
            texts(
                say(
                    "Взето под внимание. Нужен е отделен търг; ще го обсъдим догодина.",
                    "Noted. A separate tender is needed; we shall discuss it next year.",
                ),
            ),
        ),
        "related": (PageOf("zeleni-ploshti"),),
    },
    invented=True,
)

CONSULTATIONS = (OPEN, PLANNED, CLOSED)
