"""The rules of the platform and the procedure by which a consultation is held."""

from datetime import date

from home.demo.words import DemoPage, Division, PageOf, Unit, article, say

IN_FORCE_FROM = date(2023, 12, 1)

RULES = DemoPage(
    model="legal_text.RulesPage",
    slug="pravila-za-platformata",
    english_slug="rules-of-the-platform",
    parent="pravila",
    title=say("Правилник за работа с платформата „Заедно“", "Rules of the platform Zaedno"),
    lead=say(
        "Кой може да участва, какво се публикува, в какъв срок получавате отговор. "
        "Тази страница е примерна: общината не е приела този правилник.",
        "Who may take part, what is published, and when you get an answer. "
        "This page is an example: the municipality has not adopted these rules.",
    ),
    values={
        "kind": "rules",
        "unit": Unit("mayor"),
        "decision": say("Заповед на кмета на общината", "Order of the mayor"),
        "in_force_from": IN_FORCE_FROM,
    },
    streams={
        "text": (
            Division(say("Глава първа. Общи положения", "Chapter one. General provisions")),
            article(
                1,
                say("Предмет", "Subject"),
                say(
                    "(1) Този правилник урежда участието на гражданите в местните политики чрез "
                    "платформата „Заедно“ на община Левски.",
                    "(1) These rules govern the participation of citizens in local policies by the "
                    "platform Zaedno of the municipality of Levski.",
                ),
                say(
                    "(2) Те не отменят правата на гражданите по закон: писмени предложения, жалби "
                    "и искания за информация се подават и по обичайния ред.",
                    "(2) They take away no right that citizens have by law: written suggestions, "
                    "complaints and requests for information may also be made in the usual way.",
                ),
            ),
            article(
                2,
                say("Определения", "Terms"),
                say("По смисъла на тези правила:", "In these rules:"),
                say(
                    "1. „участник“ е всеки, който изпраща мнение чрез платформата;",
                    "1. “participant” means anyone who sends an opinion by the platform;",
                ),
                say(
                    "2. „предложение“ е мнение по проект, изпратено в срока на консултацията;",
                    "2. “suggestion” means an opinion on a draft, sent within the term of the "
                    "consultation;",
                ),
                say(
                    "3. „справка“ е документът, в който общината отговаря на всяко предложение.",
                    "3. “report” means the document in which the municipality answers each "
                    "suggestion.",
                ),
            ),
            article(
                3,
                say("Принципи", "Principles"),
                say(
                    "(1) Платформата е отворена за всички, безплатна и достъпна за хора с "
                    "увреждания.",
                    "(1) The platform is open to all, free of charge and accessible to people with "
                    "disabilities.",
                ),
                say(
                    "(2) Мнение, подадено на хартия или на среща, се разглежда наравно с мнение, "
                    "изпратено по интернет.",
                    "(2) An opinion given on paper or at a meeting counts like one sent by the "
                    "internet.",
                ),
            ),
            Division(say("Глава втора. Участие", "Chapter two. Taking part")),
            article(
                4,
                say("Кой може да участва", "Who may take part"),
                say(
                    "(1) Всеки може да чете, да коментира и да попълва формуляри без регистрация.",
                    "(1) Anyone may read, comment and fill in forms without an account.",
                ),
                say(
                    "(2) Деца под 14 години участват със съгласието на родител.",
                    "(2) Children under 14 take part with the consent of a parent.",
                ),
            ),
            article(
                5,
                say("Форма на коментара", "Form of a comment"),
                say(
                    "(1) Коментарът съдържа име по избор на участника, имейл за потвърждение и "
                    "текст до 3000 знака.",
                    "(1) A comment has a name of the participant's choice, an e-mail address for "
                    "confirmation and a text of at most 3000 characters.",
                ),
                say(
                    "(2) Имейлът не се публикува.",
                    "(2) The e-mail address is not published.",
                ),
                say(
                    "(3) Участникът избира какво виждат читателите: името, инициалите, населеното "
                    "място или организацията му. Коментарът може да не показва "
                    "кой го е написал.",
                    "(3) The participant chooses what readers see: their name, initials, "
                    "settlement or organisation. A comment need not show who wrote it.",
                ),
            ),
            article(
                6,
                say("Потвърждаване", "Confirmation"),
                say(
                    "(1) Участникът потвърждава коментара си с връзка, изпратена на неговия имейл.",
                    "(1) The participant confirms the comment by a link sent to their address.",
                ),
                say(
                    "(2) Непотвърден до три дни коментар се изтрива.",
                    "(2) A comment that is not confirmed within three days is deleted.",
                ),
            ),
            article(
                7,
                say("Срок за мнения", "Term for opinions"),
                say(
                    "(1) Мнения се приемат до края на последния ден от обявения срок, българско "
                    "време.",
                    "(1) Opinions are taken until the end of the last day of the announced term, "
                    "Bulgarian time.",
                ),
                say(
                    "(2) Денят на публикуване не се брои.",
                    "(2) The day of publication is not counted.",
                ),
            ),
            Division(say("Глава трета. Модериране", "Chapter three. Moderation")),
            article(
                8,
                say("Какво не се публикува", "What is not published"),
                say("Не се публикува коментар, който:", "A comment is not published if it:"),
                say(
                    "1. обижда или заплашва някого или подбужда към омраза;",
                    "1. insults or threatens somebody or stirs up hatred;",
                ),
                say(
                    "2. разкрива лични данни на друг човек;",
                    "2. reveals personal data of another person;",
                ),
                say("3. е реклама или повторение;", "3. is an advertisement or a repetition;"),
                say(
                    "4. няма връзка с темата на страницата.",
                    "4. has nothing to do with the subject of the page.",
                ),
            ),
            article(
                9,
                say("Ред за модериране", "How moderation works"),
                say(
                    "(1) Модераторът преглежда коментара до два работни дни след потвърждаването.",
                    "(1) The moderator reads a comment within two working days of its "
                    "confirmation.",
                ),
                say(
                    "(2) Модераторът не променя думите на участника.",
                    "(2) The moderator does not change the participant's words.",
                ),
                say(
                    "(3) Всяко решение се записва с причина, дата и име на модератора.",
                    "(3) Each decision is recorded with its reason, date and the moderator's name.",
                ),
            ),
            article(
                10,
                say("Отказ и възражение", "Refusal and appeal"),
                say(
                    "(1) При отказ участникът получава причината по имейл.",
                    "(1) When a comment is refused, the participant gets the reason by e-mail.",
                ),
                say(
                    "(2) Участникът може веднъж, в 14-дневен срок, да подаде възражение от "
                    "страницата на коментара си. По него решава модератор, който не е взел "
                    "решението.",
                    "(2) The participant may appeal once, within 14 days, from the page of the "
                    "comment. A moderator who did not take the decision decides on it.",
                ),
                say(
                    "(3) На мястото на премахнат коментар остава бележка с причината.",
                    "(3) In the place of a removed comment a note with the reason remains.",
                ),
            ),
            Division(say("Глава четвърта. Отговори", "Chapter four. Answers")),
            article(
                11,
                say("Отговор на предложенията", "Answers to suggestions"),
                say(
                    "(1) До 30 дни след края на консултацията се публикува справка за всички "
                    "предложения.",
                    "(1) Within 30 days of the end of a consultation a report on all suggestions "
                    "is "
                    "published.",
                ),
                say(
                    "(2) За всяко неприето предложение се посочва причината.",
                    "(2) For each suggestion that is not accepted the reason is given.",
                ),
                say(
                    "(3) Справка се публикува и когато предложения няма.",
                    "(3) A report is published also when there were no suggestions.",
                ),
            ),
            article(
                12,
                say("Отговор на въпроси", "Answers to questions"),
                say(
                    "Отговорната дирекция отговаря на въпрос към политика или мярка до 14 дни.",
                    "The responsible directorate answers a question about a policy or measure "
                    "within "
                    "14 days.",
                ),
            ),
            Division(say("Глава пета. Данни и отчетност", "Chapter five. Data and accountability")),
            article(
                13,
                say("Защита на личните данни", "Protection of personal data"),
                say(
                    "(1) Събират се само данните, нужни за потвърждаване и отговор.",
                    "(1) Only data needed to confirm and to answer are collected.",
                ),
                say(
                    "(2) Участникът може да поиска данните си или изтриването им по всяко време.",
                    "(2) A participant may at any time ask for their data or for their erasure.",
                ),
            ),
            article(
                14,
                say("Отворени данни", "Open data"),
                say(
                    "Публичното съдържание на платформата се предоставя и в машинночетим вид, без "
                    "лични данни.",
                    "The public content of the platform is provided in machine-readable form too, "
                    "without personal data.",
                ),
            ),
            article(
                15,
                say("Годишен отчет", "Yearly report"),
                say(
                    "До края на март общината публикува отчет за участието през изминалата година "
                    "по показателите от методиката за оценка.",
                    "By the end of March the municipality publishes a report on participation in "
                    "the "
                    "past year by the indicators of the evaluation methodology.",
                ),
            ),
        )
    },
)

PROCEDURE = DemoPage(
    model="legal_text.RulesPage",
    slug="protsedura-za-konsultatsia",
    english_slug="procedure-for-consultations",
    parent="pravila",
    title=say(
        "Процедура за провеждане на обществена консултация",
        "Procedure for holding a public consultation",
    ),
    lead=say(
        "Стъпките на общината от проекта до справката и кой отговаря за всяка. "
        "Тази страница е примерна: общината не е приела тази процедура.",
        "The municipality's steps from the draft to the report, and who is answerable for each. "
        "This page is an example: the municipality has not adopted this procedure.",
    ),
    values={
        "kind": "procedure",
        "unit": Unit("legal"),
        "decision": say("Заповед на кмета на общината", "Order of the mayor"),
        "in_force_from": IN_FORCE_FROM,
    },
    streams={
        "text": (
            article(
                1,
                say("Подготовка", "Preparation"),
                say(
                    "(1) Отговорната дирекция изготвя проекта, мотивите към него и списък на "
                    "засегнатите страни.",
                    "(1) The responsible directorate prepares the draft, its reasons and a list of "
                    "those concerned.",
                ),
                say(
                    "(2) Мотивите към нормативен акт съдържат: причини, цели, средства, очаквани "
                    "резултати и съответствие с правото на Европейския съюз.",
                    "(2) The reasons for a normative act state: causes, aims, means, expected "
                    "results and conformity with the law of the European Union.",
                ),
            ),
            article(
                2,
                say("Проверка", "Check"),
                say(
                    "Правният отдел проверява проекта, а секретарят одобрява публикуването му. "
                    "Никой не одобрява собствения си текст.",
                    "The legal department checks the draft and the secretary approves its "
                    "publication. Nobody approves their own text.",
                ),
            ),
            article(
                3,
                say("Публикуване", "Publication"),
                say(
                    "(1) Проектът на нормативен акт се публикува за не по-малко от 30 дни.",
                    "(1) A draft normative act is published for no less than 30 days.",
                ),
                say(
                    "(2) В изключителни случаи, с изложени в мотивите причини, срокът е не "
                    "по-малък "
                    "от 14 дни.",
                    "(2) In exceptional cases, for causes stated in the reasons, the term is no "
                    "less "
                    "than 14 days.",
                ),
            ),
            article(
                4,
                say("Събиране на мнения", "Collecting opinions"),
                say(
                    "Мнения се приемат на платформата, на хартия и на открити срещи. Казаното на "
                    "среща се записва в протокол.",
                    "Opinions are taken on the platform, on paper and at open meetings. What is "
                    "said "
                    "at a meeting is recorded.",
                ),
            ),
            article(
                5,
                say("Справка", "Report"),
                say(
                    "Дирекцията изготвя справка с всички предложения, с отговор и причина за "
                    "всяко. "
                    "Справката се публикува преди приемането на акта.",
                    "The directorate prepares a report of all suggestions, with an answer and its "
                    "reason for each. The report is published before the act is adopted.",
                ),
            ),
            article(
                6,
                say("Приключване", "Conclusion"),
                say(
                    "Номерът, датата и текстът на приетия акт остават на страницата на "
                    "консултацията.",
                    "The number, date and text of the adopted act stay on the page of the "
                    "consultation.",
                ),
            ),
        ),
        "related": (PageOf("pravila-za-platformata"),),
    },
)

RULES_PAGES = (RULES, PROCEDURE)
