//! What each option does, and what its values mean. Pure.

use super::super::pair::{Pair, pairs};

/// Options.
pub(super) const OPTIONS: &[Pair] = pairs![
    "The tariff table: a bundled name, or a TOML file" / "Таблица тарифов: имя встроенной или файл TOML",
    "The language of messages and workbooks: `en` or `ru` [default: that of the system]"
        / "Язык сообщений и книг: `en` или `ru` [по умолчанию: язык системы]",
    "Print only warnings and errors" / "Показывать только предупреждения и ошибки",
    "Say more: where settings come from, which ledger, panel and proxy are used, every request and wait; never a secret"
        / "Сообщать больше: откуда взяты настройки, какие журнал заказов, панель и прокси используются, каждый запрос и каждое ожидание; секреты не показываются",
    "When errors, warnings and statuses are coloured" / "Когда выделять цветом ошибки, предупреждения и статусы",
    "Append a log of everything the program does to this file; it never holds the password"
        / "Дописывать в этот файл журнал отладки; пароля в нём не бывает",
    "The file of settings [default: `config.toml` in the user's folder of settings]"
        / "Файл настроек [по умолчанию: `config.toml` в папке настроек пользователя]",
    "Use the settings of [profile.NAME]; they override the others"
        / "Взять настройки из раздела [profile.ИМЯ]; они важнее остальных",
    "The panel's address [default: the tariff table's]" / "Адрес панели [по умолчанию: из таблицы тарифов]",
    "The login at the panel" / "Логин в панели",
    "Read the password from standard input (with `process`: needs --yes)"
        / "Прочитать пароль из стандартного ввода (для `process` нужен --yes)",
    "Read the password from a file that only you can read" / "Прочитать пароль из файла, доступного только вам",
    "Trust the certificates in this PEM file as well: authorities, or the panel's own"
        / "Доверять и сертификатам из этого файла PEM: центров сертификации или самой панели",
    "Trust the panel's certificate that has this SHA-256, and no other; colons between the digits may be left out"
        / "Доверять только сертификату панели с этим отпечатком SHA-256; двоеточия между цифрами можно не писать",
    "How the panel is told who asks: by login and password with every request (`stateless`), or by a session (`session`)"
        / "Как панель узнаёт, кто обращается: по логину и паролю в каждом запросе (`stateless`) или по сессии (`session`)",
    "The folder of the ledgers [default: the user's state folder]"
        / "Папка журналов заказов [по умолчанию: в домашней папке пользователя]",
    "The folder of a practice panel, instead of an account" / "Папка учебной панели вместо учётной записи",
    "How long to wait for another process that uses the same account, in seconds; 0 does not wait"
        / "Сколько секунд ждать другой процесс, занявший ту же учётную запись; 0 — не ждать",
    "Where the file goes, `-` for standard output; a name that is taken gets a number [default: `vdsbatch-support.txt`]"
        / "Куда записать файл; `-` — в стандартный вывод; к занятому имени добавляется номер [по умолчанию: `vdsbatch-support.txt`]",
    "Everything that is known of the order for this domain; once for each order that is meant"
        / "Всё, что известно о заказе для этого домена; по одному разу на каждый заказ",
    "Leave the names of accounts, machines, domains and people as they are. Passwords never are in it"
        / "Оставить имена учётных записей, компьютеров, доменов и людей. Паролей в файле не бывает",
    "The form of the answer" / "В каком виде выдать ответ",
    "The kind of product, where the panel sells several: `vds`, `vds.vps`, `instances`"
        / "Вид товара, если панель продаёт несколько: `vds`, `vds.vps`, `instances`",
    "The family of functions, where the panel has both" / "Семейство функций, если в панели есть оба",
    "Where the table is written, `-` for standard output; an existing file is never overwritten [default: `NAME.toml`]"
        / "Куда записать таблицу; `-` — в стандартный вывод; готовый файл не перезаписывается [по умолчанию: `ИМЯ.toml`]",
    "The name of the table [default: the panel's host]" / "Имя таблицы [по умолчанию: имя узла панели]",
    "The login that `{user}` in a name pattern means" / "Логин, который означает `{user}` в шаблоне имени",
    "Write a copy of the data with every problem marked at its cell"
        / "Записать копию данных, в которой каждая ошибка отмечена в своей ячейке",
    "The panel has the order: the id of its service" / "Заказ в панели есть: № его услуги",
    "The panel does not have the order and will not: the domain may be ordered again"
        / "Заказа в панели нет и не будет: домен можно заказать снова",
    "How you know, in a few words; kept for ever" / "Откуда это известно, в нескольких словах; хранится всегда",
    "Why, in a few words; kept for ever" / "Почему, в нескольких словах; хранится всегда",
    "How long after its last attempt an order may still appear, in seconds; less than 900 only for a panel on this machine"
        / "Сколько секунд после последней попытки заказ ещё может появиться; меньше 900 — только для панели на этом компьютере",
    "In place of a domain: the id of a service whose domain cannot be read"
        / "Вместо домена: № услуги, домен которой нельзя прочитать",
    "Do not ask the panel: the decision rests on your word until a list confirms or contradicts it"
        / "Не обращаться к панели: решение держится на вашем слове, пока список его не подтвердит или не опровергнет",
    "Decide although the panel's list proves nothing yet, or still shows the service"
        / "Решить, хотя список панели ещё ничего не доказывает или всё ещё показывает услугу",
    "Where the workbook goes; a number is added to a name that is taken [default: `orders.xlsx`]"
        / "Куда записать книгу; если имя занято, к нему добавляется номер [по умолчанию: `orders.xlsx`]",
    "The value of a column that the tariff table names: `--set 'Port=1 Gbit/s'`; once for each column"
        / "Значение столбца, заданного таблицей тарифов: `--set 'Порт=1 Гбит/с'`; по одному разу на столбец",
    "A row for each server instead of one with a pattern"
        / "Строка на каждый сервер вместо одной строки с шаблоном имени",
    "Where the sheet goes: `.xlsx` or `.csv`, or `-` for CSV on standard output; a number is added to a name that is taken [default: `orders.xlsx`]"
        / "Куда записать таблицу: `.xlsx` или `.csv`; `-` — CSV в стандартный вывод; если имя занято, к нему добавляется номер [по умолчанию: `orders.xlsx`]",
    "The tariff: a name of the tariff table, or `id:N`" / "Тариф: имя из таблицы тарифов или `id:N`",
    "The data centre, where a tariff is sold in several" / "Дата-центр, если тариф продаётся в нескольких",
    "The operating system: a template of the tariff table" / "Операционная система: шаблон ОС из таблицы тарифов",
    "Software to install: a recipe of the tariff table" / "Что установить: рецепт из таблицы тарифов",
    "How many months one payment covers" / "Сколько месяцев оплачивает один платёж",
    "The servers' names, with ### where their number belongs: `web-###.example.ru`"
        / "Имена серверов; ### — место номера: `web-###.example.ru`",
    "Disk size" / "Размер диска",
    "Memory" / "Объём памяти",
    "Cores" / "Число ядер",
    "IPv4 addresses" / "Число адресов IPv4",
    "IPv6 addresses" / "Число адресов IPv6",
    "Whether to order the ISPmanager panel: `yes` or `no`" / "Заказать ли панель ISPmanager: `да` или `нет`",
    "Auto-renew: `yes`, or a period" / "Автопродление: `да` или период",
    "How many servers, 1 to 1000 [default: 1]" / "Сколько серверов, от 1 до 1000 [по умолчанию: 1]",
    "The first number [default: 1]" / "Первый номер в шаблоне имени [по умолчанию: 1]",
    "Price per server and period" / "Цена за сервер за период",
    "Price per server and month" / "Цена за сервер за месяц",
    "The cost centre" / "Центр затрат",
    "Your own reference, such as a ticket" / "Ваша пометка, например номер заявки",
    "A comment" / "Комментарий",
    "The port on 127.0.0.1; 0 takes a free one" / "Порт на 127.0.0.1; 0 — любой свободный",
    "Keep what is ordered in this folder [default: gone when the panel ends]"
        / "Хранить заказанное в этой папке [по умолчанию: исчезает вместе с панелью]",
    "The dialect to speak, with its bundled table; --catalog names any other table"
        / "Диалект панели с его встроенной таблицей; любую другую таблицу указывает --catalog",
    "Make the panel fail on purpose, for example `cut-after:10%,429@5` (`help` tells what each word does)"
        / "Сбои, которые панель устроит нарочно, например `cut-after:10%,429@5` (`help` объясняет каждое слово)",
    "Make the practice panel fail on purpose, for example `cut-after:10%,429@5` (`help` tells what each word does)"
        / "Сбои, которые учебная панель устроит нарочно, например `cut-after:10%,429@5` (`help` объясняет каждое слово)",
    "Order from a practice panel inside this program; nothing is bought"
        / "Заказать у учебной панели внутри программы; ничего не покупается",
    "Keep the practice panel and its ledger in this folder [default: gone when the run ends]"
        / "Хранить учебную панель и её журнал заказов в этой папке [по умолчанию: исчезают в конце прогона]",
    "Where the results go: a workbook `.xlsx`, data `.csv` or `.json` instead, or `-` for standard output. A name that is taken gets the time of the run [default: `NAME.results.xlsx` beside the sheet]"
        / "Куда записать результаты: книга `.xlsx`, вместо неё данные `.csv` или `.json`; `-` — в стандартный вывод. К занятому имени добавляется время прогона [по умолчанию: `ИМЯ.results.xlsx` рядом с таблицей]",
    "Replace an existing results workbook of this program; no other file is ever overwritten"
        / "Заменить книгу с результатами, созданную этой программой; другие файлы не перезаписываются никогда",
    "Write the results for machines as well, beside the workbook" / "Записать рядом с книгой и результаты для программ",
    "Check and plan, send nothing, write `NAME.plan.xlsx`"
        / "Проверить и составить план, ничего не отправляя; записать `ИМЯ.plan.xlsx`",
    "Let a clean --dry-run exit with 9 if there is something to order, else with 0"
        / "Завершать --dry-run без ошибок кодом 9, если есть что заказать, иначе кодом 0",
    "Ask the panel before anything is ordered: the account's services and balance, and what each order would cost"
        / "Спросить панель до заказа: услуги и лицевой счёт учётной записи, цена каждого заказа",
    "Order without asking for confirmation; this also accepts the provider's user agreement"
        / "Заказать без подтверждения; этим принимается и пользовательское соглашение провайдера",
    "Order only the plan that has this approval code, which --dry-run prints"
        / "Заказать только план с этим кодом утверждения; код показывает --dry-run",
    "Order the valid rows of a sheet that has errors" / "Заказать строки без ошибок, даже если в других ошибки есть",
    "Orders in progress at once, 1 to 256" / "Сколько заказов отправлять одновременно, от 1 до 256",
    "Send at most N requests per second" / "Наибольшее число запросов в секунду",
    "Refuse to order more than N servers in one run" / "Не заказывать за один прогон больше стольких серверов",
    "Refuse a plan whose first charge is above SUM, in the currency of the prices"
        / "Не заказывать, если первое списание по плану больше этой суммы (в валюте цен)",
    "Refuse to go on unless the sheet asks for exactly N servers, ordered already or not"
        / "Не продолжать, если в таблице не ровно столько серверов, включая заказанные ранее",
    "Refuse to go on unless the planned amounts of all its servers come to exactly SUM, ordered already or not"
        / "Не продолжать, если сумма по плану для всех серверов таблицы, включая заказанные ранее, не равна этой",
    "Require an approval of plans above SUM; a setting, so that nobody types it away"
        / "Требовать утверждения планов больше этой суммы; это настройка, чтобы её нельзя было отменить параметром",
    "Order although the panel has no list of services: rely on the ledger alone"
        / "Заказать, хотя в панели нет списка услуг: полагаться только на журнал заказов",
    "How long an unknown order must be missing from the list before it counts as not ordered, in seconds; less than 900 only for a panel on this machine"
        / "Сколько секунд заказа, требующего проверки, не должно быть в списке, чтобы он считался несозданным; меньше 900 — только для панели на этом компьютере",
    "How progress is shown on standard error" / "Как показывать ход работы в потоке ошибок",
    "The sheet to read, where several could be meant" / "Лист, который читать, если их несколько",
    "The encoding of a CSV file, where detection is wrong: `utf-8`, `windows-1251`, …"
        / "Кодировка файла CSV, если она определяется неверно: `utf-8`, `windows-1251`, …",
    "What to do with hidden rows, columns, cells and sheets that would be ordered [default: refuse to guess]"
        / "Что делать со скрытыми строками, столбцами, ячейками и листами, которые были бы заказаны [по умолчанию: остановиться]",
    "Treat a total that is not the sum of its rows, of counts or prices, as an error [default: a warning]"
        / "Считать ошибкой итог количества или цен, не равный сумме строк [по умолчанию: предупреждение]",
    "Only these rows of the sheet, by their numbers: `2-11`, or `2-5,9,20-`; the others are left as they are"
        / "Только строки с этими номерами: `2-11` или `2-5,9,20-`; остальные не трогать",
    "Where the workbook goes [default: the sheet's name, in this folder]"
        / "Куда записать книгу [по умолчанию: имя таблицы, в текущей папке]",
    "In place of a run: a book of every order from this day on, over all runs"
        / "Вместо прогона: книга всех заказов начиная с этого дня, по всем прогонам",
    "Up to and including this day [default: today]" / "По этот день включительно [по умолчанию: сегодня]",
    "Only the orders of this cost centre; an empty name means those without one"
        / "Только заказы этого центра затрат; пустое имя — заказы без него",
    "Every account that has a ledger here, in one book with their sums, whichever account is named otherwise"
        / "Все учётные записи, у которых здесь есть журнал заказов, в одной книге с итогами; указанная учётная запись не учитывается",
    "Where it goes: a workbook `.xlsx`, data `.csv` or `.json`, or `-` for standard output [default: the sheet's name or the days, in this folder; with --format: standard output]"
        / "Куда записать: книга `.xlsx`, данные `.csv` или `.json`; `-` — в стандартный вывод [по умолчанию: имя таблицы или дни, в текущей папке; с --format: стандартный вывод]",
    "Data for machines in place of a workbook" / "Данные для программ вместо книги",
    "Write the pages of all commands into this folder, for packages: `vdsbatch.1`, `vdsbatch-process.1`, …"
        / "Записать в эту папку страницы всех команд, для пакетов: `vdsbatch.1`, `vdsbatch-process.1`, …",
    "What standard output gets: words, or the run in one JSON object, however it ends"
        / "Что выдать в стандартный вывод: слова или весь прогон одним объектом JSON, чем бы он ни кончился",
];

/// Values of options.
pub(super) const VALUES: &[Pair] = pairs![
    "Lines for people" / "Строки для чтения",
    "One JSON object, for machines" / "Один объект JSON, для программ",
    "A page for people" / "Страница для чтения",
    "TOML: a table that can be used and changed" / "TOML: таблица, которую можно использовать и изменить",
    "JSON, for machines: the same keys as in TOML" / "JSON, для программ: те же ключи, что и в TOML",
    "In words, for people" / "Словами, для чтения",
    "One JSON object in one line, and nothing else" / "Один объект JSON одной строкой и больше ничего",
    "A bar on a terminal, else plain lines" / "Полоса в терминале, иначе обычные строки",
    "A bar" / "Полоса",
    "Plain lines" / "Обычные строки",
    "One JSON object a line, for machines" / "По объекту JSON в строке, для программ",
    "Only warnings" / "Только предупреждения",
    "One line per server, `;` between cells" / "По строке на сервер, между ячейками `;`",
    "Everything about the run" / "Всё о прогоне",
    "Read it like anything else" / "Читать, как и остальное",
    "Leave it out" / "Не читать",
    "On a terminal that shows them, unless `NO_COLOR` is set"
        / "В терминале, который их показывает, если не задан `NO_COLOR`",
    "Always" / "Всегда",
    "Never" / "Никогда",
];
