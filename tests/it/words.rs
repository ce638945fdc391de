//! What people read keeps to one term per thing and to the rules of print, in both languages.
//!
//! As in [`crate::language`] the sources are read: every text that stands in a pair. A rule names what it takes for
//! a fault; a text that is no fault all the same stands in [`EXCEPT`] with its reason.

use vdsbatch::text::lang::Lang;

use crate::harness::Desk;
use crate::language::pairs::{Pair, sources};

/// What must not be in a text.
struct Rule {
    name: &'static str,
    russian: bool,
    /// Whether the part that is quoted as typed or read counts as well.
    quoted: bool,
    wrong: fn(&Text) -> bool,
}

/// A text of one language, as the rules look at it.
struct Text {
    /// As it stands.
    whole: String,
    /// Without what is quoted in backticks and without values.
    prose: String,
    /// The words of its prose, in lower case.
    words: Vec<String>,
}

impl Text {
    fn new(text: &str, formatted: bool) -> Self {
        let whole = if formatted { text.replace("{{", "\u{1}").replace("}}", "\u{2}") } else { text.to_owned() };
        let (mut prose, mut depth) = (String::new(), 0_u32);
        for c in whole.split('`').step_by(2).collect::<Vec<_>>().join(" ").chars() {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                c if depth == 0 => prose.push(c),
                _ => {}
            }
        }
        let words = prose.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let words = words.map(str::to_lowercase).collect();
        Self { whole, prose, words }
    }

    /// Whether a word begins so.
    fn stem(&self, stem: &str) -> bool {
        self.words.iter().any(|word| word.starts_with(stem))
    }

    fn word(&self, wanted: &[&str]) -> bool {
        self.words.iter().any(|word| wanted.contains(&word.as_str()))
    }

    /// Whether one of these words stands without one of those behind it.
    fn without_next(&self, wanted: &[&str], next: &[&str]) -> bool {
        let at = |at: usize| self.words.get(at).map(String::as_str).unwrap_or_default();
        (0..self.words.len()).any(|i| wanted.contains(&at(i)) && !next.contains(&at(i + 1)))
    }

    /// Whether one of these words stands without one of those in front of it.
    fn without_former(&self, wanted: &[&str], former: &[&str]) -> bool {
        let at = |at: Option<usize>| at.and_then(|at| self.words.get(at)).map(String::as_str).unwrap_or_default();
        (0..self.words.len()).any(|i| wanted.contains(&at(Some(i))) && !former.contains(&at(i.checked_sub(1))))
    }

    fn phrase(&self, phrase: &str) -> bool {
        format!(" {} ", self.words.join(" ")).contains(&format!(" {phrase} "))
    }

    /// Whether these characters follow each other somewhere in the prose, by what each must be.
    fn run(&self, wanted: &[fn(char) -> bool]) -> bool {
        let chars: Vec<char> = self.prose.chars().collect();
        chars.windows(wanted.len()).any(|found| found.iter().zip(wanted).all(|(c, is)| is(*c)))
    }
}

const LEDGER: [&str; 6] = ["журнал", "журнала", "журналу", "журналом", "журнале", "журналов"];
const TEMPLATE: [&str; 8] = ["шаблон", "шаблона", "шаблону", "шаблоном", "шаблоне", "шаблоны", "шаблонов", "шаблонам"];
const BALANCE: [&str; 8] = ["счёт", "счёта", "счёту", "счёте", "счет", "счета", "счету", "счете"];
const PERSONAL: [&str; 4] = ["лицевой", "лицевого", "лицевому", "лицевом"];
/// What stands in an English command to be filled in.
const ENGLISH_PLACES: [&str; 20] = [
    "TEXT",
    "FILE",
    "DOMAIN",
    "LOGIN",
    "CODE",
    "DIR",
    "NAME",
    "HOST",
    "PORT",
    "USER",
    "PASSWORD",
    "SERVICE_ID",
    "ID",
    "SECONDS",
    "SUM",
    "ROWS",
    "COMMAND",
    "FOLDER",
    "VALUE",
    "NUMBER",
];

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether the name of a sheet or a column stands in backticks, as what was typed or read does.
fn ticked(text: &Text, nouns: &[&str]) -> bool {
    let parts: Vec<&str> = text.whole.split('`').collect();
    parts.iter().step_by(2).take(parts.len() / 2).any(|before| {
        let last = before.trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        before.ends_with(' ') && nouns.contains(&last.as_str())
    })
}

/// Whether a word, or all that stands in brackets, follows itself.
fn twice(text: &Text) -> bool {
    let words: Vec<&str> = text.whole.split(' ').collect();
    let word = |two: &[&str]| two[0] == two[1] && two[0].chars().all(char::is_alphabetic) && !two[0].is_empty();
    let parts: Vec<&str> = text.whole.split(") (").collect();
    let bracket = |two: &[&str]| two[0].rsplit('(').next() == two[1].split(')').next();
    words.windows(2).any(word) || parts.windows(2).any(bracket)
}

/// The sentences of a text: what stands on a line, up to a full stop, a bracket or a semicolon.
fn longest(text: &Text) -> usize {
    let mut prose = text.prose.clone();
    for end in ["\n", ". ", " (", "; ", ": "] {
        prose = prose.replace(end, "\u{3}");
    }
    prose.split('\u{3}').map(|part| part.trim().chars().count()).max().unwrap_or(0)
}

const RULES: &[Rule] = &[
    // The words that the glossary has given up, each for the one beside it.
    russian("каталог → таблица тарифов", |text| text.stem("каталог")),
    russian("документ → таблица, файл", |text| text.stem("документ")),
    russian("колонка → столбец", |text| text.stem("колонк")),
    russian("аккаунт → учётная запись", |text| text.stem("аккаунт")),
    russian("песочница → учебная панель", |text| text.stem("песочниц")),
    russian("баланс → лицевой счёт", |text| text.stem("баланс")),
    russian("счёт → лицевой счёт", |text| text.without_former(&BALANCE, &PERSONAL)),
    russian("журнал → журнал заказов, журнал отладки", |text| {
        text.without_next(&LEDGER, &["заказов", "отладки"])
    }),
    russian("идентификатор → код тарифа, № услуги", |text| text.stem("идентификатор")),
    russian("шаблон → шаблон ОС, шаблон имени", |text| {
        text.without_next(&TEMPLATE, &["ос", "имени", "имён"])
    }),
    russian("человек → оператор", |text| text.word(&["человек", "человека", "человеку", "человеком"])),
    russian("неясно, под вопросом, судьба → требует проверки", |text| {
        text.words.iter().any(|word| word.starts_with("неясн") && word != "неясно")
            || text.phrase("под вопросом")
            || text.stem("судьб")
    }),
    russian("деньги → оплата", |text| text.stem("деньг") || text.word(&["денег"])),
    russian("запуск → прогон", |text| {
        text.word(&["запуск", "запуска", "запуске", "запуску", "запуском", "запусков"])
    }),
    russian("потоки → --jobs", |text| text.word(&["потоки", "потоков", "потоками"])),
    russian("отсюда, не здесь → в журнале заказов", |text| {
        text.word(&["отсюда"]) || text.phrase("не здесь")
    }),
    russian("под учёт → в журнал заказов", |text| {
        text.phrase("под учёт") || text.phrase("к учёту")
    }),
    russian("в листе → на листе", |text| text.phrase("в листе")),
    russian("отныне → теперь", |text| text.word(&["отныне"])),
    russian("НЕ СХОДИТСЯ → расхождение", |text| text.phrase("не сходится")),
    russian("прейскурант → прайс-лист", |text| text.stem("прейскурант")),
    russian("образ → шаблон ОС", |text| text.word(&["образ", "образа", "образы", "образов"])),
    russian("поле → ячейка", |text| text.phrase("текстовое поле")),
    russian("номер услуги, услуга 1 → № услуги", |text| {
        text.prose.contains("номер услуги")
            || ["услуга {", "услуги {", "услугу {"].iter().any(|of| text.whole.contains(of))
    }),
    english("id → service id", |text| text.whole.contains(", id {")),
    english("image → OS template", |text| text.word(&["image", "images"])),
    english("money of the account → balance", |text| {
        text.phrase("its money") || text.phrase("services and money") || text.phrase("money per")
    }),
    english("catalogue → tariff table", |text| text.stem("catalogue")),
    english("verb → command", |text| text.word(&["verb", "verbs"])),
    english("in doubt → unknown, to be checked", |text| text.phrase("in doubt")),
    english("try → attempt", |text| {
        let nouns = ["a", "an", "another", "earlier", "each", "first", "last", "no", "one", "per", "second", "this"];
        text.word(&["tries"]) || nouns.iter().any(|noun| text.phrase(&format!("{noun} try")))
    }),
    english("sandbox → practice panel", |text| text.word(&["sandbox"])),
    english("person → operator", |text| text.word(&["person", "persons"])),
    english("stands → is, appears", |text| text.word(&["stand", "stands", "standing"])),
    english("anew → again", |text| text.word(&["anew"])),
    english("wanted → for example", |text| text.prose.contains("wanted:") || text.prose.contains("allowed: such as")),
    english("is no → is not a", |text| {
        let at = |at: usize| text.words.get(at).map(String::as_str).unwrap_or_default();
        (0..text.words.len()).any(|i| {
            let before = i.checked_sub(1).map(at).unwrap_or_default();
            at(i) == "is" && at(i + 1) == "no" && !["there", "where"].contains(&before) && at(i + 2) != "longer"
        })
    }),
    english("each time, by themselves → one renewal of each", |text| {
        text.phrase("each time") || text.phrase("by themselves")
    }),
    russian("no ban with an end", |text| text.phrase("не заказывайте") && text.phrase("до этого")),
    english("no ban with an end", |text| text.phrase("do not order") && text.phrase("before that")),
    // Print.
    russian("no word or bracket twice running", twice),
    english("no word or bracket twice running", twice),
    russian("plurals in brackets", |text| {
        ["(и)", "(ы)", "(а)", "(ов)", "(ей)", "(ам)"].iter().any(|end| text.prose.contains(end))
    }),
    english("plurals in brackets", |text| text.prose.contains("(s)")),
    russian("«ёлочки», not straight or curly quotes", |text| text.prose.contains(['"', '“', '”'])),
    english("straight quotes", |text| text.prose.contains(['“', '”', '«', '»'])),
    russian("a sheet or a column in «ёлочки»", |text| {
        ticked(text, &["лист", "листе", "листа", "листы", "столбец", "столбце", "столбца", "столбцы", "столбцов"])
    }),
    english("a sheet or a column in quotes", |text| ticked(text, &["sheet", "sheets", "column", "columns"])),
    russian("decimal comma", |text| text.run(&[digit, |c| c == '.', digit])),
    russian("thousands apart", |text| text.run(&[digit, digit, digit, digit, digit])),
    russian("a dash, not a hyphen between spaces", |text| text.prose.contains(" - ")),
    russian("Russian units", |text| {
        text.prose
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| ["GB", "MB", "TB", "KB", "GiB", "MiB", "id", "ID"].contains(&word))
    }),
    Rule {
        name: "places to fill in are Russian",
        russian: true,
        quoted: true,
        wrong: |text| {
            let words = text.whole.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            words.into_iter().any(|word| ENGLISH_PLACES.contains(&word))
        },
    },
    russian("a number with its unit", bare_number),
    english("a number with its unit", bare_number),
    russian("no sentence above 160 characters", |text| longest(text) > 160),
    english("no sentence above 160 characters", |text| longest(text) > 160),
    russian("no header that ends in a preposition", |text| {
        let end = text.whole.rsplit(' ').next().unwrap_or_default();
        !text.whole.ends_with(", с")
            && !text.whole.ends_with("} с")
            && ["у", "для", "за", "от", "с", "в", "на", "из", "по"].contains(&end)
    }),
    english("no header that ends in a preposition", |text| {
        text.words.len() < 6
            && text.words.len() > 1
            && text.whole.ends_with(" for")
            && !text.whole.ends_with("asked for")
    }),
];

const fn russian(name: &'static str, wrong: fn(&Text) -> bool) -> Rule {
    Rule { name, russian: true, quoted: false, wrong }
}

const fn english(name: &'static str, wrong: fn(&Text) -> bool) -> Rule {
    Rule { name, russian: false, quoted: false, wrong }
}

/// A limit whose unit is missing: `at least 900)`.
fn bare_number(text: &Text) -> bool {
    ["at least ", "at most ", "не меньше ", "не больше ", "не более ", "не менее "].iter().any(|limit| {
        text.prose.split(limit).skip(1).any(|rest| {
            let number = rest.trim_start_matches(digit);
            number.len() < rest.len() && !number.starts_with(|c: char| [' ', '\u{a0}', ',', '.', '-'].contains(&c))
        })
    })
}

/// Texts that are no fault: of which rule, a part of the text, and why.
const EXCEPT: &[(&str, &str, &str)] = &[
    ("decimal comma", "TLS", "versions of a protocol"),
    ("decimal comma", "127.0.0.1", "an IP address"),
    ("no header that ends in a preposition", "Начать с", "a header that sheets have"),
    ("thousands apart", "например 123456", "the number of a service, as a panel writes it"),
    ("places to fill in are Russian", "$USER", "what is written in a name pattern"),
    ("a sheet or a column in «ёлочки»", "--set:", "the name was typed"),
    ("a sheet or a column in quotes", "--set:", "the name was typed"),
    ("деньги → оплата", "стоит денег", "what a mistake costs"),
    ("деньги → оплата", "стоят денег", "what orders cost"),
];

/// Every fault: the rule, the text with its place.
fn faults() -> Vec<(&'static str, Pair, String)> {
    let pairs: Vec<Pair> = sources().into_iter().flat_map(|source| source.pairs()).collect();
    let mut found = Vec::new();
    // What the practice panel says are the words of panels.
    for pair in pairs.into_iter().filter(|pair| !pair.at.starts_with("src/panel/practice/")) {
        for rule in RULES {
            let said = if rule.russian { &pair.ru } else { &pair.en };
            let mut text = Text::new(said, pair.formatted);
            if rule.quoted {
                text.prose.clone_from(&text.whole);
            }
            if (rule.wrong)(&text) {
                found.push((rule.name, pair.clone(), said.clone()));
            }
        }
    }
    found
}

#[test]
fn every_text_keeps_to_the_glossary_and_to_the_rules_of_print() {
    let excepted = |rule: &str, text: &str| EXCEPT.iter().any(|(of, part, _)| *of == rule && text.contains(part));
    let wrong: Vec<String> = faults()
        .into_iter()
        .filter(|(rule, _, text)| !excepted(rule, text))
        .map(|(rule, pair, text)| format!("{rule}: {}: {text}", pair.at))
        .collect();
    assert!(wrong.is_empty(), "{} faults\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn no_exception_is_left_whose_text_is_gone() {
    let found = faults();
    for (rule, part, why) in EXCEPT {
        assert!(found.iter().any(|(of, _, text)| of == rule && text.contains(part)), "{rule}: {part}: {why}");
        assert!(RULES.iter().any(|of| of.name == *rule), "{rule} is no rule");
    }
}

#[test]
fn each_rule_sees_what_it_is_for() {
    let breaks = |text: &str| {
        let text = Text::new(text, true);
        RULES.iter().filter(|rule| (rule.wrong)(&text)).map(|rule| rule.name).collect::<Vec<_>>()
    };
    for (text, rule) in [
        ("проверьте, не устарел ли каталог", "каталог → таблица тарифов"),
        ("на счёте {balance}", "счёт → лицевой счёт"),
        ("не удалось записать в журнал: {why}", "журнал → журнал заказов, журнал отладки"),
        ("шаблон `{name}` не найден", "шаблон → шаблон ОС, шаблон имени"),
        ("человек нашёл заказ", "человек → оператор"),
        ("итого под вопросом", "неясно, под вопросом, судьба → требует проверки"),
        ("3 строк(и)", "plurals in brackets"),
        ("лист `{tab}`", "a sheet or a column in «ёлочки»"),
        ("сумма 1150.50", "decimal comma"),
        ("предел — 100000 RUB", "thousands apart"),
        ("целое число GB", "Russian units"),
        ("`vdsbatch check FILE`", "places to fill in are Russian"),
        ("должно быть не меньше 900", "a number with its unit"),
        ("Цена неизвестна у", "no header that ends in a preposition"),
        ("the catalogue is old", "catalogue → tariff table"),
        ("an earlier try may have succeeded", "try → attempt"),
        ("the order stands in the panel", "stands → is, appears"),
        ("`{x}` is no log", "is no → is not a"),
        ("on the sheet `{tab}`", "a sheet or a column in quotes"),
        ("must be at least 900)", "a number with its unit"),
        ("Price unknown for", "no header that ends in a preposition"),
        ("найдите домен; до этого не заказывайте его", "no ban with an end"),
        ("прейскурант без тарифов", "прейскурант → прайс-лист"),
        ("выберите образ", "образ → шаблон ОС"),
        ("решение: заказан (услуга {id})", "номер услуги, услуга 1 → № услуги"),
        ("это не номер услуги", "номер услуги, услуга 1 → № услуги"),
        ("{before} → {after}, id {id}", "id → service id"),
        ("Money per server and period", "money of the account → balance"),
        ("name name pattern", "no word or bracket twice running"),
        ("пусто (заполните) (заполните)", "no word or bracket twice running"),
        ("19, each time: {sum}", "each time, by themselves → one renewal of each"),
    ] {
        let found = breaks(text);
        assert!(found.contains(&rule), "{text}: {found:?}");
    }
    // Quotes of the other language are wrong in this one.
    assert!(breaks("лист «x»").contains(&"straight quotes") && breaks("the sheet \"x\"")[0].starts_with('«'));
    let sound = [
        "лицевой счёт",
        "журнал заказов `{file}`",
        "журнал отладки",
        "шаблон ОС",
        "шаблон имени",
        "сумма 1150,50",
        "не меньше 900 секунд",
        "Длительность, с",
        "there is no log",
        "is no longer there",
        "at least 900 seconds",
        "`vdsbatch check ФАЙЛ`",
    ];
    for text in sound {
        assert_eq!(breaks(text), Vec::<&str>::new(), "{text}");
    }
}

/// Where machines read a day, or where it is a part of a file's name.
const ISO_DAYS: [&str; 7] = [
    "src/text/day.rs",
    "src/host/name.rs",
    "src/ledger/repair.rs",
    "src/ledger/salvage.rs",
    "src/report/delimited.rs",
    "src/verb/account/shown.rs",
    "src/verb/process/reading.rs",
];

#[test]
fn days_are_written_by_one_place_for_each_language() {
    for (name, text) in crate::harness::sources() {
        let is_free = ISO_DAYS.iter().any(|file| file.ends_with(&name));
        assert!(is_free || !text.contains("%Y-%m-%d"), "{name}: a day in the form of machines, whatever the language");
        // The cells of workbooks have the form of Russian days, and so have the texts beside them.
        let is_book = name.starts_with("report/") || name == "text/day.rs";
        assert!(is_book || !text.contains("%d.%m.%Y"), "{name}: a day in the Russian form, whatever the language");
    }
}

#[test]
fn a_decision_on_a_terminal_has_its_day_as_the_language_writes_it() {
    let desk = Desk::new().orders(1);
    let folder = desk.path("practice").display().to_string();
    let sheet = desk.path("orders.csv").display().to_string();
    let told = |words: &[&str]| {
        let mut command = crate::harness::vdsbatch();
        command.args(words).args(["--sandbox-dir", &folder]);
        desk.run(&mut command)
    };
    let ran = told(&["process", &sheet, "--sandbox", "--yes", "--faults", "refuse-after@1"]).exits(5);
    told(&["resolve", "web-1.example.ru", "--ordered", "100001", "--reason", "seen in the panel"]).exits(0);
    let day = |lang| told(&["decisions", "--lang", lang]).stdout;
    let (en, ru) = (day("en"), day("ru"));
    assert!(en.contains("decided 20") && ru.contains("(услуга № 100001)"), "{en}{ru}{ran}");
    let day = ru.split("решение ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_owned();
    assert!(day.len() == 10 && day.split('.').map(str::len).eq([2, 2, 4]), "{ru}");
    let show = told(&["show", "web-1.example.ru", "--lang", "en"]);
    assert!(show.stdout.contains("decided 20") && show.stdout.contains("planned amount: "), "{show}");
}

#[test]
fn a_list_of_tariff_tables_has_its_months_as_people_write_them() {
    let desk = Desk::new();
    let mut command = crate::harness::vdsbatch();
    desk.run(command.args(["catalog", "list", "--lang", "ru"])).exits(0).says("коды тарифов на июль 2016 г.");
    let mut command = crate::harness::vdsbatch();
    desk.run(command.args(["catalog", "list", "--lang", "en"])).exits(0).says("tariff ids of July 2016");
}

#[test]
fn a_run_that_ends_before_its_first_order_says_that_its_plan_sent_nothing() {
    let desk = Desk::new().orders(1);
    let said = |more: &[&str]| desk.process(&[&["--lang", "en"], more].concat()).stdout;
    let refused = said(&["--expect-orders", "7"]);
    assert!(refused.contains("nothing was sent; plan: "), "{refused}");
    let planned = said(&["--dry-run"]);
    assert!(planned.contains("plan: ") && !planned.contains("nothing was sent; plan"), "{planned}");
}

#[test]
fn no_cell_of_a_form_ends_a_sentence_twice() {
    let desk = Desk::new();
    let mut command = crate::harness::vdsbatch();
    let ran = desk.run(command.args(["template", "--lang", "ru", "-o"]).arg(desk.path("form.xlsx"))).exits(0);
    for sheet in ["Как заполнять", "Справочник"] {
        for cell in ran.workbook("form.xlsx", sheet).iter().flatten() {
            assert!(!cell.contains(".."), "{sheet}: {cell}");
        }
    }
    let reference = ran.workbook("form.xlsx", "Справочник");
    assert!(reference.iter().flatten().any(|cell| cell == "20\u{a0}ГБ"), "{reference:?}");
}

#[test]
fn a_sum_in_a_sentence_of_a_workbook_keeps_its_currency_and_a_terminal_has_plain_spaces() {
    let desk = Desk::new().file("orders.csv", PRICED.as_bytes());
    let sheet = desk.path("orders.csv").display().to_string();
    let mut command = crate::harness::vdsbatch();
    command.args(["process", &sheet, "--sandbox", "--yes", "--lang", "ru", "-o"]).arg(desk.path("tied.xlsx"));
    let ran = desk.run(&mut command).exits(0);
    let summary = ran.workbook("tied.xlsx", "Сводка");
    let told = summary.iter().flatten().find(|cell| cell.starts_with("цена в панели")).expect("a sentence with sums");
    assert!(told.contains("13\u{a0}301,00\u{a0}RUB") && !told.contains(" RUB"), "{told}");
    assert!(ran.stderr.contains("13 301,00 RUB") && !ran.stderr.contains('\u{a0}'), "{ran}");
}

const PRICED: &str = "Тариф;Период;Домен;Шаблон ОС;Цена;Автопродление\n\
                      KVM Ferrum;1;web-1.example.ru;Debian-7-x86_64-minimal;12150,50;да\n\
                      KVM Ferrum;3;web-2.example.ru;Debian-7-x86_64-minimal;1150,50;да\n\
                      KVM Ferrum;1;web-3.example.ru;Debian-7-x86_64-minimal;;да\n";

/// What stands before each currency.
fn sums(said: &str) -> Vec<&str> {
    let parts: Vec<&str> = said.split(" RUB").collect();
    parts[..parts.len() - 1]
        .iter()
        .map(|part| {
            let kept = |c: char| !(c.is_ascii_digit() || [',', '.', ' ', '\u{a0}'].contains(&c));
            part.rsplit(kept).next().unwrap_or_default().trim()
        })
        .collect()
}

#[test]
fn a_russian_plan_has_sums_months_and_statuses_as_russian_writes_them() {
    let desk = Desk::new().file("orders.csv", PRICED.as_bytes());
    let ran = desk.process(&["--dry-run", "--lang", "ru"]).exits(0).requests(0);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    let sums = sums(&said);
    assert!(sums.contains(&"13 301,00"), "{sums:?}\n{said}");
    for sum in &sums {
        let (whole, decimals) = sum.rsplit_once(',').unwrap_or_else(|| panic!("{sum}: {said}"));
        let groups: Vec<&str> = whole.split(' ').filter(|group| !group.is_empty()).collect();
        let last = groups.last().expect("a number");
        assert!(decimals.len() == 2 && last.len() <= 3 && !sum.contains('.'), "{sum}: {said}");
    }
    for wanted in ["июль 2016 г.", "автопродление: 3 сервера, по одному продлению каждого", "без цены: 1 сервер"]
    {
        assert!(said.contains(wanted), "{wanted}: {said}");
    }
    let summary = ran.workbook("orders.plan.xlsx", "Сводка");
    let cells: Vec<&str> = summary.iter().flatten().map(String::as_str).collect();
    assert!(cells.contains(&"Готово к отправке") && cells.contains(&"Серверов без цены"), "{cells:?}");
    for status in vdsbatch::order::Status::ALL {
        let told = |cell: &&str| *cell == status.word() || *cell == status.title(Lang::En);
        assert!(!cells.iter().any(told) && !said.contains(&format!("{} ", status.word())), "{status}: {said}");
    }
}

#[test]
fn a_practice_that_ended_with_its_panel_is_not_to_be_gone_on_with() {
    let desk = Desk::new().orders(2);
    let sheet = desk.path("orders.csv").display().to_string();
    let mut command = crate::harness::vdsbatch();
    command.args(["process", &sheet, "--sandbox", "--yes", "--jobs", "1", "--faults", "no-money@1"]);
    command.args(["--lang", "en", "-o"]).arg(desk.path("gone.xlsx"));
    let ran = desk.run(&mut command);
    let text = format!("{:?}", ran.workbook("gone.xlsx", "Orders"));
    assert!(text.contains("Not sent") && text.contains("a new practice run starts from the beginning"), "{ran}");
}
