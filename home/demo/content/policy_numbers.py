"""Figures of the demo's measures, by the policy's address and the measure's number: all made up."""

from home.demo.content.policy_parts import (
    HALF_YEAR,
    MONTH,
    YEAR,
    DemoIndicator,
    DemoMilestone,
    DemoMoney,
    Figures,
    figures,
)
from home.demo.words import say

PEOPLE = say("души", "people")
PER_CENT = say("%", "%")
DAYS = say("дни", "days")
KILOGRAMS = say("кг на човек", "kg per person")
DUST = say("µg/m³", "µg/m³")
HOUSEHOLDS = say("домакинства", "households")
MINUTES = say("минути", "minutes")

YOUTH = {
    "1.1": figures(
        DemoMilestone(say("Сградата е обновена", "The building is renewed"), -330, -320),
        DemoMilestone(say("Центърът е отворен", "The centre is open"), -140, -150),
        DemoMoney(-2, 90000, 84120, "eu"),
        DemoMoney(-1, 60000, 66300, "eu"),
        DemoMoney(0, 12000, 8450),
        DemoIndicator(
            say("Млади хора, които идват в центъра", "Young people who come to the centre"),
            say("посещения на месец", "visits a month"),
            0,
            {-1: 200, 0: 350, 1: 450},
            (0, 0, 0, 0, 40, 85, 120, 160, 190, 240, 265, 310),
            method=say(
                "Среден брой посещения на месец по тетрадката на входа.",
                "Average visits a month by the book at the entrance.",
            ),
        ),
        weight=2,
    ),
    "1.2": figures(
        DemoMilestone(say("Стая в Обнова", "A room in Obnova"), -120, -130),
        DemoMilestone(say("Стая в Малчика", "A room in Malchika"), -30, -28),
        DemoMilestone(say("Стая в Асеновци", "A room in Asenovtsi"), 100),
        DemoMoney(-1, 15000, 9800),
        DemoMoney(0, 15000, 11200),
        places=("Обнова", "Малчика", "Асеновци"),
    ),
    "1.3": figures(
        DemoMilestone(say("Избран е изпълнител", "A contractor is chosen"), -90, -60),
        DemoMilestone(say("Площадката е осветена", "The ground is lit"), -25),
        DemoMoney(0, 48000, 12500),
    ),
    "2.1": figures(
        DemoMoney(-2, 9000, 8900),
        DemoMoney(-1, 9000, 9000),
        DemoMoney(0, 10000, 9950),
        DemoIndicator(
            say("Младежи на платен стаж", "Young people in paid placements"),
            PEOPLE,
            4,
            {-2: 8, -1: 10, 0: 10, 1: 12},
            (7, 10, 10),
            frequency=YEAR,
        ),
    ),
    "3.1": figures(
        DemoMilestone(say("Правилата са приети", "The rules are adopted"), -70, -75),
        DemoMilestone(say("Гласуване в училищата", "Voting in schools"), 40),
        DemoIndicator(
            say(
                "Предложения на младежи, внесени в съвета",
                "Proposals by young people put to the council",
            ),
            say("предложения", "proposals"),
            None,
            {0: 6, 1: 10},
            (),
            frequency=HALF_YEAR,
        ),
    ),
}

SOCIAL = {
    "1.1": figures(
        DemoMilestone(say("Шест села са обхванати", "Six villages are covered"), -400, -410),
        DemoMilestone(say("Десет села са обхванати", "Ten villages are covered"), -60, -45),
        DemoMilestone(say("Всички села са обхванати", "All villages are covered"), 90),
        DemoMoney(-1, 210000, 205400, "state"),
        DemoMoney(0, 240000, 171900, "state"),
        DemoIndicator(
            say("Хора с помощ у дома", "People with help at home"),
            PEOPLE,
            48,
            {-2: 60, -1: 90, 0: 120, 1: 140},
            (50, 52, 57, 61, 70, 78, 84, 91, 99, 104, 108, 112),
            method=say(
                "Брой хора с действащ договор в последния ден на тримесечието.",
                "People with a contract in force on the last day of the quarter.",
            ),
        ),
        weight=3,
    ),
    "1.2": figures(
        DemoMoney(-1, 130000, 128700, "state"),
        DemoMoney(0, 138000, 101300, "state"),
        DemoIndicator(
            say("Хора, които получават топъл обяд", "People who get a hot lunch"),
            PEOPLE,
            110,
            {-1: 140, 0: 150},
            (112, 118, 124, 126, 131, 138, 143, 150, 152, 151, 150, 153),
        ),
        weight=2,
    ),
    "1.3": figures(DemoMoney(0, 24000), DemoMoney(0, 6000, 0, "other")),
    "2.1": figures(
        DemoMilestone(say("Асансьорът работи", "The lift works"), -320, -325),
        DemoMoney(-1, 75000, 73980, "eu"),
    ),
    "2.2": figures(
        DemoIndicator(
            say("Достъпни спирки", "Accessible bus stops"),
            PER_CENT,
            10,
            {-1: 20, 0: 40, 1: 80},
            (10, 15, 15),
            frequency=YEAR,
        ),
        places=("Левски",),
    ),
    "3.2": figures(
        DemoIndicator(
            say(
                "Дни от заявката до срещата със социален работник",
                "Days from asking to the meeting with a social worker",
            ),
            DAYS,
            24,
            {-1: 18, 0: 12, 1: 10},
            (24, 23, 25, 22, 20, 19, 21, 18, 17, 15, 16, 14),
            direction="lower",
        ),
    ),
}

EDUCATION = {
    "1.1": figures(
        DemoMoney(-1, 92000, 91500, "state"),
        DemoIndicator(
            say("Най-дълго пътуване до училище", "The longest journey to school"),
            MINUTES,
            58,
            {-1: 45, 0: 40},
            (58, 50, 38),
            direction="lower",
            frequency=YEAR,
        ),
        weight=2,
    ),
    "1.2": figures(
        DemoMilestone(say("Две пътеки са готови", "Two crossings are ready"), -50, -48),
        DemoMilestone(say("Пет пътеки са готови", "Five crossings are ready"), 25),
        DemoMoney(0, 18000, 7400),
    ),
    "2.1": figures(DemoMoney(-1, 22000, 21650, "eu"), places=("Обнова", "Малчика")),
    "2.2": figures(
        DemoMilestone(say("Половината книги са въведени", "Half of the books entered"), -90, -80),
        DemoMilestone(say("Каталогът е в интернет", "The catalogue is on line"), -15),
        DemoMoney(0, 5000, 3900),
        DemoIndicator(
            say("Въведени книги", "Books entered"),
            PER_CENT,
            0,
            {-1: 30, 0: 100},
            (0, 4, 9, 14, 18, 24, 29, 36, 44, 52, 60, 67),
        ),
    ),
    "3.1": figures(
        DemoMoney(0, 8000, 2100),
        DemoIndicator(
            say("Цифрови копия на снимки", "Digital copies of photographs"),
            say("снимки", "photographs"),
            120,
            {-1: 600, 0: 1300, 1: 2000},
            (120, 310, 480, 620, 790, 940),
            frequency=HALF_YEAR,
        ),
    ),
}

GREEN = {
    "1.1": figures(
        DemoMilestone(say("Първите 100 дървета", "The first 100 trees"), -250, -255),
        DemoMilestone(say("200 дървета", "200 trees"), -20),
        DemoMilestone(say("300 дървета", "300 trees"), 140),
        DemoMoney(-1, 21000, 19800),
        DemoMoney(0, 21000, 13400),
        DemoIndicator(
            say("Засадени дървета от началото", "Trees planted since the beginning"),
            say("дървета", "trees"),
            0,
            {-1: 120, 0: 220, 1: 300},
            (0, 20, 45, 90, 128, 171),
            frequency=HALF_YEAR,
        ),
        DemoIndicator(
            say("Дървета, които са се хванали", "Trees that have taken root"),
            PER_CENT,
            None,
            {0: 90, 1: 90},
            (84, 88, 86),
            frequency=YEAR,
        ),
        weight=2,
    ),
    "1.2": figures(DemoMoney(-1, 4500, 4480)),
    "2.1": figures(
        DemoMoney(-1, 1500, 1210),
        DemoIndicator(
            say("Доброволци на почистването", "Volunteers at the clean-up"),
            PEOPLE,
            35,
            {-2: 50, -1: 80, 0: 100},
            (52, 77, 131),
            frequency=YEAR,
        ),
    ),
    "2.2": figures(
        DemoMilestone(say("Алеята е готова", "The path is ready"), 75),
        DemoMoney(0, 36000, 15800, "other"),
    ),
    "3.1": figures(
        DemoMoney(0, 28000, 9300, "eu"),
        DemoIndicator(
            say("Среден прах във въздуха (ФПЧ10)", "Average dust in the air (PM10)"),
            DUST,
            38,
            {-1: 34, 0: 30, 1: 27},
            (
                *(44.1, 41.0, 36.2, 32.4, 29.8, 27.5, 26.9, 28.3, 31.0, 35.7, 40.2, 43.3),
                *(41.9, 39.2, 34.0, 30.1, 27.7, 25.9, 25.2, 26.8, 29.5, 33.1, 38.0, 40.4),
                *(39.0, 36.8, 32.3, 28.6, 26.1, 24.4, 23.8, 25.0, 27.9, 31.2, 35.9, 37.1),
            ),
            direction="lower",
            frequency=MONTH,
        ),
        weight=2,
    ),
}

WASTE = {
    "1.1": figures(
        DemoMilestone(say("Контейнери в шест села", "Bins in six villages"), -160, -150),
        DemoMilestone(say("Контейнери във всички села", "Bins in all villages"), 55),
        DemoMoney(-1, 64000, 61250, "eu"),
        DemoMoney(0, 64000, 39900, "eu"),
        DemoIndicator(
            say("Разделно събрани отпадъци", "Waste collected separately"),
            PER_CENT,
            6,
            {-2: 10, -1: 18, 0: 28, 1: 40},
            (6, 7, 8, 10, 11, 13, 15, 17, 19, 22, 23, 25),
        ),
        weight=3,
    ),
    "1.2": figures(
        DemoMoney(-1, 20000, 19400, "eu"),
        DemoIndicator(
            say("Домакинства, които компостират", "Households that compost"),
            HOUSEHOLDS,
            30,
            {-1: 200, 0: 400},
            (60, 240, 410),
            frequency=YEAR,
        ),
    ),
    "1.3": figures(
        DemoMilestone(say("Разрешението е издадено", "The permit is issued"), -120),
        DemoMilestone(say("Площадката приема отпадъци", "The site takes waste"), -60),
        DemoMoney(0, 150000, 4200, "eu"),
    ),
    "2.1": figures(
        DemoMilestone(say("Проект за консултация", "A draft for consultation"), -10, -12),
        DemoMilestone(say("Приемане от съвета", "Adoption by the council"), 130),
    ),
    "3.1": figures(
        DemoMoney(0, 17000, 18350),
        DemoIndicator(
            say("Отпадъци на депото", "Waste on the dump"),
            KILOGRAMS,
            412,
            {-2: 400, -1: 370, 0: 340, 1: 320},
            (405, 388, 351),
            direction="lower",
            frequency=YEAR,
        ),
    ),
}

OPENNESS = {
    "1.1": figures(
        DemoIndicator(
            say(
                "Консултации, обявени в календара предварително",
                "Consultations announced in the calendar beforehand",
            ),
            PER_CENT,
            0,
            {-1: 50, 0: 80, 1: 100},
            (20, 55, 75),
            frequency=YEAR,
        ),
    ),
    "1.2": figures(
        DemoIndicator(
            say("Предложения с обоснован отговор", "Proposals answered with reasons"),
            PER_CENT,
            15,
            {-1: 60, 0: 100},
            (15, 18, 26, 38, 47, 58, 64, 71, 77, 83, 88),
            behind=1,
        ),
        weight=2,
    ),
    "2.1": figures(DemoMoney(-1, 1200, 1150)),
    "2.2": figures(
        DemoMilestone(say("Разходите са в таблица", "Spending is in a table"), -70, -66),
        DemoMilestone(say("Разходите са всеки месец", "Spending is monthly"), -8),
    ),
    "3.1": figures(
        DemoMilestone(say("Десет набора", "Ten sets"), -100, -92),
        DemoMilestone(say("Двадесет набора", "Twenty sets"), 200),
        DemoIndicator(
            say("Публикувани набори", "Published sets"),
            say("набори", "sets"),
            2,
            {-2: 5, -1: 9, 0: 14, 1: 20},
            (2, 3, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13),
        ),
    ),
    "3.2": figures(
        DemoMoney(-2, 6000, 5870),
        DemoIndicator(
            say("Хора, които гледат заседание", "People who watch a meeting"),
            PEOPLE,
            None,
            {0: 150},
            (62, 88, 141),
            frequency=YEAR,
        ),
    ),
}

FIGURES: dict[str, dict[str, Figures]] = {
    "mladezhka-strategia": YOUTH,
    "sotsialni-uslugi": SOCIAL,
    "obrazovanie-i-kultura": EDUCATION,
    "zeleni-ploshti": GREEN,
    "upravlenie-na-otpadatsite": WASTE,
    "prozrachno-upravlenie": OPENNESS,
}
