"""Policies for people: youth, social services, education."""

from home.demo.content.policy_parts import measure, objective, policy
from home.demo.words import Heading, points, say, texts

YOUTH = policy(
    ("mladezhka-strategia", "youth-strategy"),
    say("Стратегия за младежта", "Youth strategy"),
    say(
        "Повече причини младите хора да останат или да се върнат в общината: място за срещи, "
        "първа работа и глас в решенията.",
        "More reasons for young people to stay or to come back: a place to meet, a first job and "
        "a voice in decisions.",
    ),
    objective(
        say("Младите хора имат къде да се събират", "Young people have a place to meet"),
        say(
            "Във всяко по-голямо село и в града има място, което е отворено следобед.",
            "The town and each larger village have a place that is open in the afternoon.",
        ),
        measure(
            say("Откриване на младежки център в града", "Opening a youth centre in town"),
            "done",
            -140,
            say(
                "В обновената сграда на бившата библиотека.",
                "In the renewed building of the former library.",
            ),
        ),
        measure(
            say(
                "Младежки стаи в читалищата на Обнова, Малчика и Асеновци",
                "Youth rooms in the community centres of Obnova, Malchika and Asenovtsi",
            ),
            "in_progress",
            120,
            say("Две от трите вече работят.", "Two of the three are already open."),
        ),
        measure(
            say("Осветена площадка за спорт до гарата", "A floodlit sports ground by the station"),
            "in_progress",
            -25,
        ),
    ),
    objective(
        say("Първата работа е по-близо", "The first job is nearer"),
        say(
            "Учениците виждат отвътре местните фирми, преди да изберат професия.",
            "Pupils see local businesses from inside before they choose a trade.",
        ),
        measure(
            say("Платени летни стажове в общината", "Paid summer placements in the municipality"),
            "done",
            -80,
            say("По десет места всяко лято.", "Ten places each summer."),
        ),
        measure(
            say("Ден на отворените врати във фирмите", "Open day in local businesses"),
            "not_started",
            150,
        ),
    ),
    objective(
        say("Младите участват в решенията", "Young people take part in decisions"),
        say(
            "Общинският съвет чува младежите, преди да гласува това, което ги засяга.",
            "The council hears young people before it votes on what concerns them.",
        ),
        measure(
            say("Избор на младежки съвет", "Election of a youth council"),
            "in_progress",
            60,
            say(
                "Гласува се в училищата и на платформата.",
                "Voting takes place in schools and on the platform.",
            ),
        ),
        measure(
            say("Младежки проект, избран с гласуване", "A youth project chosen by vote"),
            "not_started",
            300,
        ),
        measure(
            say("Пътуващ консултант по кариерата", "A travelling careers adviser"),
            "dropped",
            -10,
            reason=say(
                "Услугата вече се дава от бюрото по труда.",
                "The employment office now gives this service.",
            ),
        ),
    ),
    kind="strategy",
    period=(2024, 2028),
    subject=("youth", "education"),
    decision=say("Решение № 112 (примерно)", "Decision № 112 (example)"),
    basis=say(
        "ЗМСМА, чл. 17; Закон за младежта",
        "Local Self-Government and Local Administration Act, art. 17; Youth Act",
    ),
    body=(
        Heading(say("Защо е нужна", "Why it is needed")),
        texts(
            say(
                "На срещите в селата най-често чувахме едно: няма какво да се прави след училище. "
                "Затова първата цел е място, а не събитие.",
                "At the meetings in the villages we heard one thing most often: there is nothing "
                "to "
                "do after school. So the first aim is a place, not an event.",
            ),
        ),
        Heading(say("Как следим изпълнението", "How we follow it")),
        points(
            say(
                "Отделът обновява състоянието на мерките всеки месец.",
                "The department updates the state of the measures each month.",
            ),
            say(
                "Младежкият съвет дава свое мнение веднъж годишно.",
                "The youth council gives its own opinion once a year.",
            ),
        ),
    ),
)

SOCIAL = policy(
    ("sotsialni-uslugi", "social-services"),
    say("План за социалните услуги", "Plan for social services"),
    say(
        "Помощ у дома и близо до дома: за възрастни хора, хора с увреждания и семейства с деца.",
        "Help at home and near home: for older people, people with disabilities and families.",
    ),
    objective(
        say("Грижата стига до всяко село", "Care reaches each village"),
        say(
            "Помощ у дома се дава и там, където няма социална услуга на място.",
            "Help at home is given also where no social service is near.",
        ),
        measure(
            say("Асистентска подкрепа във всички села", "Assistant support in all villages"),
            "in_progress",
            90,
            say(
                "Обхванати са десет от дванадесет села.", "Ten of the twelve villages are covered."
            ),
        ),
        measure(say("Топъл обяд за 150 души", "A hot lunch for 150 people"), "done", -200),
        measure(
            say("Втори автомобил за домашния патронаж", "A second car for home care"),
            "in_progress",
            -40,
        ),
    ),
    objective(
        say("Хората с увреждания се придвижват сами", "People with disabilities get about alone"),
        say(
            "Общинските сгради и спирките са достъпни.",
            "Municipal buildings and bus stops are accessible.",
        ),
        measure(
            say("Рампа и асансьор в сградата на общината", "A ramp and a lift in the town hall"),
            "done",
            -320,
        ),
        measure(
            say("Достъпни спирки по главната улица", "Accessible bus stops in the main street"),
            "not_started",
            210,
        ),
    ),
    objective(
        say("Семействата получават подкрепа навреме", "Families get support in time"),
        say(
            "Срещата със социален работник не чака седмици.",
            "Nobody waits weeks to meet a social worker.",
        ),
        measure(
            say(
                "Консултации за родители в детските градини", "Advice for parents in kindergartens"
            ),
            "in_progress",
            45,
        ),
        measure(
            say("Среща до десет дни след заявка", "A meeting within ten days of asking"),
            "not_started",
            180,
            say("Срокът се измерва и публикува.", "The time is measured and published."),
        ),
    ),
    kind="plan",
    period=(2025, 2027),
    subject=("social", "social"),
    decision=say("Решение № 87 (примерно)", "Decision № 87 (example)"),
    basis=say(
        "Закон за социалните услуги",
        "Social Services Act",
    ),
    body=(
        texts(
            say(
                "Планът е съставен след разговори с ползватели на услугите, лекари и кметове на "
                "села. Той се преглежда всяка есен, преди бюджета.",
                "The plan was made after talks with people who use the services, doctors and "
                "village "
                "mayors. It is reviewed each autumn, before the budget.",
            ),
        ),
    ),
)

EDUCATION = policy(
    ("obrazovanie-i-kultura", "education-and-culture"),
    say("Програма за образование и култура", "Programme for education and culture"),
    say(
        "Децата от селата учат при същите условия като децата от града, а читалищата са отворени "
        "за всички.",
        "Children from the villages learn in the same conditions as those in town, and community "
        "centres are open to all.",
    ),
    objective(
        say("Всяко дете стига до училище лесно", "Each child gets to school easily"),
        say(
            "Пътуването е безопасно и не е по-дълго от 40 минути.",
            "The journey is safe and takes no longer than 40 minutes.",
        ),
        measure(
            say("Нов училищен автобус за северните села", "A new school bus for the north"),
            "done",
            -70,
        ),
        measure(
            say("Безопасни пешеходни пътеки пред училищата", "Safe crossings by the schools"),
            "in_progress",
            30,
        ),
    ),
    objective(
        say("Библиотеките са място за учене", "Libraries are places to learn"),
        say(
            "Книги, компютри и помощ за електронните услуги.",
            "Books, computers and help with electronic services.",
        ),
        measure(
            say("Компютри и интернет в пет читалища", "Computers and internet in five centres"),
            "done",
            -160,
        ),
        measure(
            say("Общ каталог на библиотеките", "A common catalogue of the libraries"),
            "in_progress",
            -15,
            say(
                "Въведени са две трети от книгите.",
                "Two thirds of the books have been entered.",
            ),
        ),
        measure(
            say("Часове за възрастни: услуги по интернет", "Lessons for adults: services online"),
            "not_started",
            110,
        ),
    ),
    objective(
        say("Местната история се пази и разказва", "Local history is kept and told"),
        say(
            "Снимките и документите на общината се виждат и от разстояние.",
            "The municipality's photographs and papers can be seen from afar.",
        ),
        measure(
            say("Цифрови копия на 2000 снимки", "Digital copies of 2000 photographs"),
            "in_progress",
            240,
        ),
        measure(
            say("Пътуваща изложба по селата", "A travelling exhibition in the villages"),
            "not_started",
            330,
        ),
    ),
    kind="programme",
    period=(2024, 2027),
    subject=("education", "education"),
    decision=say("Решение № 64 (примерно)", "Decision № 64 (example)"),
    basis=say(
        "ЗМСМА, чл. 17",
        "Local Self-Government and Local Administration Act, art. 17",
    ),
    body=(
        texts(
            say(
                "Програмата събира на едно място това, което училищата, детските градини и "
                "читалищата правят поотделно.",
                "The programme brings together what schools, kindergartens and community centres "
                "do "
                "each on their own.",
            ),
        ),
    ),
)

PEOPLE = (YOUTH, SOCIAL, EDUCATION)
