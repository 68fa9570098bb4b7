"""Areas of policy, units of the administration, settlements."""

from home.demo.words import Said, say

# Key, name, what belongs there.
AREAS: tuple[tuple[str, Said, Said], ...] = (
    (
        "youth",
        say("Младежта", "Young people"),
        say(
            "Възможности за младите хора да учат, да работят и да участват в решенията.",
            "Chances for young people to learn, to work and to take part in decisions.",
        ),
    ),
    (
        "social",
        say("Социални услуги", "Social services"),
        say(
            "Грижа у дома, подкрепа за семейства, хора с увреждания и възрастни хора.",
            "Care at home, support for families, people with disabilities and older people.",
        ),
    ),
    (
        "environment",
        say("Околна среда и зелени площи", "Environment and green spaces"),
        say(
            "Паркове, дървета, реката и чистият въздух.",
            "Parks, trees, the river and clean air.",
        ),
    ),
    (
        "waste",
        say("Отпадъци", "Waste"),
        say(
            "Събиране, разделяне и по-малко отпадъци.",
            "Collecting and sorting waste, and making less of it.",
        ),
    ),
    (
        "education",
        say("Образование и култура", "Education and culture"),
        say(
            "Детски градини, училища, читалища и библиотеки.",
            "Kindergartens, schools, community centres and libraries.",
        ),
    ),
    (
        "transparency",
        say("Прозрачно управление", "Open government"),
        say(
            "Достъп до информация, отворени данни и участие на гражданите.",
            "Access to information, open data and the participation of citizens.",
        ),
    ),
    (
        "transport",
        say("Улици и транспорт", "Streets and transport"),
        say(
            "Улици, тротоари, осветление и автобуси до селата.",
            "Streets, pavements, lighting and buses to the villages.",
        ),
    ),
    (
        "budget",
        say("Бюджет и данъци", "Budget and taxes"),
        say(
            "С какви пари разполага общината и за какво ги харчи.",
            "What money the municipality has and what it spends it on.",
        ),
    ),
)

# Key, name, phone, mailbox. The phones and mailboxes are examples.
UNITS: tuple[tuple[str, Said, str, str], ...] = (
    (
        "mayor",
        say("Кмет и секретар на общината", "Mayor and secretary of the municipality"),
        "0650 00 001",
        "sekretar@example.org",
    ),
    (
        "services",
        say("Център за административно обслужване", "Citizens' service centre"),
        "0650 00 010",
        "uslugi@example.org",
    ),
    (
        "legal",
        say("Отдел „Правно обслужване“", "Legal department"),
        "0650 00 020",
        "pravo@example.org",
    ),
    (
        "social",
        say("Дирекция „Социални дейности“", "Directorate of Social Affairs"),
        "0650 00 030",
        "sotsialni@example.org",
    ),
    (
        "education",
        say(
            "Отдел „Образование, култура и младежки дейности“",
            "Department of Education, Culture and Youth",
        ),
        "0650 00 040",
        "obrazovanie@example.org",
    ),
    (
        "environment",
        say("Отдел „Екология и чистота“", "Department of Environment and Cleanliness"),
        "0650 00 050",
        "ekologia@example.org",
    ),
    (
        "finance",
        say("Дирекция „Финанси и бюджет“", "Directorate of Finance and Budget"),
        "0650 00 060",
        "finansi@example.org",
    ),
)

# The twelve villages; their names in Latin letters follow from the law.
TOWN = "Левски"
VILLAGES = (
    "Асеновци",
    "Аспарухово",
    "Божурлук",
    "Българене",
    "Варана",
    "Градище",
    "Изгрев",
    "Козар Белене",
    "Малчика",
    "Обнова",
    "Стежерово",
    "Трънчовица",
)
