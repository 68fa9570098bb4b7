"""Policies for the place: green spaces, waste, open government."""

from home.demo.content.policy_parts import measure, objective, policy
from home.demo.words import Heading, points, say, texts

GREEN = policy(
    ("zeleni-ploshti", "green-spaces"),
    say("План за околната среда и зелените площи", "Plan for the environment and green spaces"),
    say(
        "Повече сянка, по-чиста река и паркове, за които някой се грижи.",
        "More shade, a cleaner river and parks that somebody looks after.",
    ),
    objective(
        say("Повече дървета по улиците", "More trees in the streets"),
        say(
            "Лете по главните улици може да се върви на сянка.",
            "In summer one can walk in the shade along the main streets.",
        ),
        measure(say("Засаждане на 300 дървета", "Planting 300 trees"), "in_progress", 140),
        measure(
            say("Опис на дърветата в града", "A register of the trees in town"),
            "done",
            -110,
            say(
                "Всяко дърво има номер, вид и състояние.",
                "Each tree has a number, a kind and a state.",
            ),
        ),
        measure(
            say("Правила за отсичане на дървета", "Rules for felling trees"),
            "not_started",
            -5,
        ),
    ),
    objective(
        say("Реката е чиста и достъпна", "The river is clean and within reach"),
        say(
            "Край Осъм може да се ходи и да се почива.",
            "One can walk and rest by the river Osam.",
        ),
        measure(
            say("Пролетно почистване с доброволци", "A spring clean-up with volunteers"),
            "done",
            -220,
        ),
        measure(
            say("Пейки и алея край брега", "Benches and a path by the bank"), "in_progress", 75
        ),
    ),
    objective(
        say("Въздухът се измерва", "The air is measured"),
        say(
            "Хората виждат данните в деня, в който са измерени.",
            "People see the data on the day on which they were measured.",
        ),
        measure(
            say("Три станции за измерване на праха", "Three stations measuring dust"),
            "in_progress",
            20,
        ),
        measure(
            say("Данните от станциите като отворени данни", "The stations' data as open data"),
            "not_started",
            100,
        ),
    ),
    kind="plan",
    period=(2025, 2029),
    subject=("environment", "environment"),
    decision=say("Решение № 140 (примерно)", "Decision № 140 (example)"),
    basis=say(
        "Закон за опазване на околната среда, чл. 79",
        "Environmental Protection Act, art. 79",
    ),
    body=(
        texts(
            say(
                "Планът започна с разходка: жители показаха на общината 46 места, които имат нужда "
                "от дърво, пейка или кош.",
                "The plan began with a walk: residents showed the municipality 46 places that need "
                "a tree, a bench or a bin.",
            ),
        ),
        Heading(say("Какво може да направи всеки", "What each of us can do")),
        points(
            say(
                "Да осинови дърво пред дома си и да го полива.",
                "Adopt a tree in front of your house and water it.",
            ),
            say(
                "Да съобщи за счупена пейка или незаконно сметище.",
                "Report a broken bench or an illegal dump.",
            ),
        ),
    ),
)

WASTE = policy(
    ("upravlenie-na-otpadatsite", "waste-management"),
    say("Програма за управление на отпадъците", "Waste management programme"),
    say(
        "По-малко отпадъци на депото, разделно събиране във всяко село и такса според "
        "количеството.",
        "Less waste on the dump, sorting in each village and a fee by the quantity.",
    ),
    objective(
        say("Разделянето е лесно", "Sorting is easy"),
        say(
            "Цветните контейнери са на не повече от 150 метра от дома.",
            "The coloured bins are no more than 150 metres from home.",
        ),
        measure(
            say("Цветни контейнери във всички села", "Coloured bins in all villages"),
            "in_progress",
            55,
        ),
        measure(
            say("Съдове за компост за 400 домакинства", "Compost bins for 400 households"),
            "done",
            -95,
        ),
        measure(
            say("Площадка за едри и опасни отпадъци", "A site for bulky and hazardous waste"),
            "in_progress",
            -60,
            say(
                "Чака се разрешение; новият срок се обсъжда.",
                "A permit is awaited; a new deadline is being discussed.",
            ),
        ),
    ),
    objective(
        say("Плаща се според изхвърленото", "People pay by what they throw away"),
        say(
            "Който разделя, плаща по-малко.",
            "Those who sort pay less.",
        ),
        measure(
            say("Нова наредба за отпадъците", "A new ordinance on waste"),
            "in_progress",
            130,
            say(
                "Проектът е на обществена консултация.",
                "The draft is put to public consultation.",
            ),
        ),
        measure(
            say("Изчисляване на такса според количеството", "Calculating a fee by the quantity"),
            "not_started",
            260,
        ),
    ),
    objective(
        say("Незаконните сметища изчезват", "Illegal dumps disappear"),
        say(
            "За всеки сигнал се знае кой го е поел и кога е почистено.",
            "For each report it is known who took it on and when the place was cleaned.",
        ),
        measure(
            say("Почистване на 12 известни места", "Cleaning of 12 known places"),
            "done",
            -35,
        ),
        measure(say("Камери на три входа", "Cameras at three entrances"), "not_started", 170),
    ),
    kind="programme",
    period=(2024, 2028),
    subject=("waste", "environment"),
    decision=say("Решение № 73 (примерно)", "Decision № 73 (example)"),
    basis=say(
        "Закон за управление на отпадъците, чл. 52",
        "Waste Management Act, art. 52",
    ),
    body=(
        texts(
            say(
                "Програмата следва националния план и това, което жителите предложиха на шест "
                "срещи. Състоянието на всяка мярка се обновява до пето число на месеца.",
                "The programme follows the national plan and what residents suggested at six "
                "meetings. The state of each measure is updated by the fifth of the month.",
            ),
        ),
    ),
)

OPENNESS = policy(
    ("prozrachno-upravlenie", "open-government"),
    say("Политика за прозрачно управление", "Policy for open government"),
    say(
        "Решенията се обясняват, данните са отворени, а на въпросите се отговаря в срок.",
        "Decisions are explained, data are open, and questions are answered in time.",
    ),
    objective(
        say("Хората се питат навреме", "People are asked in time"),
        say(
            "Проектите се публикуват, докато още могат да се променят.",
            "Drafts are published while they can still be changed.",
        ),
        measure(
            say("Годишен календар на консултациите", "A yearly calendar of consultations"),
            "done",
            -260,
        ),
        measure(
            say(
                "Справка за всяка приключила консултация",
                "A report for each consultation that has ended",
            ),
            "in_progress",
            15,
        ),
    ),
    objective(
        say("Бюджетът се разбира", "The budget can be understood"),
        say(
            "Приходите и разходите се обясняват с думи и примери.",
            "Income and spending are explained in words and examples.",
        ),
        measure(say("Бюджет на една страница", "The budget on one page"), "done", -300),
        measure(
            say("Разходите на общината всеки месец", "The municipality's spending each month"),
            "in_progress",
            -8,
        ),
    ),
    objective(
        say("Данните са отворени", "Data are open"),
        say(
            "Всеки набор има описание, отговорник и дата на обновяване.",
            "Each set has a description, somebody who answers for it and a date of update.",
        ),
        measure(
            say("Двадесет набора отворени данни", "Twenty sets of open data"),
            "in_progress",
            200,
        ),
        measure(
            say("Заседанията на съвета на живо", "Council meetings live"),
            "done",
            -400,
        ),
        measure(
            say("Протоколите с търсене по думи", "Minutes with a search by words"),
            "not_started",
            160,
        ),
    ),
    kind="policy",
    period=(2024, 2027),
    subject=("transparency", "mayor"),
    decision=say("Заповед № 31 на кмета (примерна)", "Order № 31 of the mayor (example)"),
    basis=say(
        "ЗМСМА, чл. 2, ал. 2; Закон за достъп до обществена информация",
        "Local Self-Government and Local Administration Act, art. 2; "
        "Access to Public Information Act",
    ),
    body=(
        texts(
            say(
                "Тази политика изпълнява препоръките от анализа на прозрачността. Напредъкът по "
                "нея се мери с методиката за оценка на гражданското участие.",
                "This policy carries out the recommendations of the analysis of transparency. "
                "Its progress is measured by the methodology for evaluating civic participation.",
            ),
        ),
    ),
)

PLACE = (GREEN, WASTE, OPENNESS)
