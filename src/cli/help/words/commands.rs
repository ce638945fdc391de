//! What each command does, and its arguments. Pure.

use super::super::pair::{Pair, pairs};

/// Commands and what they take.
pub(super) const COMMANDS: &[Pair] = pairs![
    "Order virtual servers in bulk from a spreadsheet: never twice, never lost, never guessed"
        / "Заказ виртуальных серверов списком из таблицы: ни один не заказывается дважды, ни один исход не теряется, ничто не угадывается",
    "Check a sheet, order its servers and write a results workbook"
        / "Проверить таблицу, заказать серверы и записать книгу с результатами",
    "Check a sheet and send nothing; needs no network and no account"
        / "Проверить таблицу, ничего не отправляя; сеть и учётная запись не нужны",
    "Make a blank sheet with drop-downs, to be filled in" / "Создать пустую таблицу с выпадающими списками",
    "Make a sheet of many servers from a name pattern, checked before it is written"
        / "Создать таблицу на много серверов по шаблону имени, проверив её до записи",
    "Show the tariff tables, make one of what a panel sells, or compare one with its panel"
        / "Показать таблицы тарифов, создать таблицу по данным панели или сравнить её с панелью",
    "Write one file for whoever helps: version, settings, ledger, runs, an order, a log; without names and passwords"
        / "Записать один файл для поддержки: версия, настройки, журнал заказов, прогоны, заказ, журнал отладки; без имён и паролей",
    "A sheet: how it is made is told, its columns, counts and problems, and none of its cells"
        / "Таблица: рассказывается, как она устроена, — столбцы, количества, замечания, — но не содержимое ячеек",
    "List the bundled tables" / "Показать встроенные таблицы",
    "Show one table: tariffs, periods, ids, defaults, OS templates"
        / "Показать таблицу: тарифы, периоды, коды, значения по умолчанию, шаблоны ОС",
    "Make a table of what a panel sells. Orders nothing"
        / "Создать таблицу тарифов по данным панели. Ничего не заказывает",
    "Compare the table with what its panel says now. Orders nothing"
        / "Сравнить таблицу с тем, что сейчас показывает панель. Ничего не заказывает",
    "A bundled name or a TOML file [default: that of --catalog]"
        / "Имя встроенной таблицы или файл TOML [по умолчанию: из --catalog]",
    "Explain a code or a status: `E011`, `P208`, `unknown`, …"
        / "Объяснить код или статус: `E011`, `P208`, `unknown`, …",
    "The code or the status" / "Код или статус",
    "Print the JSON Schema of what commands answer with `--format json`"
        / "Вывести схему JSON Schema ответов, которые дают команды с `--format json`",
    "The kind of an answer, as its member `kind` names it [default: all of them]"
        / "Вид ответа, как его называет поле `kind` [по умолчанию: все]",
    "Sign in and show whose account it is, its balance, what the panel can do, and where it differs from the tariff table. Orders nothing"
        / "Войти и показать, чья это учётная запись, сколько на её лицевом счёте, что умеет панель и где она расходится с таблицей тарифов. Ничего не заказывает",
    "List the runs of an account" / "Показать прогоны учётной записи",
    "Make the workbook of a run again from the ledger, or a book of all orders of some days"
        / "Заново создать книгу прогона по журналу заказов или книгу всех заказов за несколько дней",
    "The run's id, or `last`" / "Номер прогона или `last` — последний",
    "Ask the panel what became of the orders, and make the workbook of a run again. Orders nothing"
        / "Узнать у панели, что стало с заказами, и заново создать книгу прогона. Ничего не заказывает",
    "The run whose workbook is made again [default: the last one that sent anything]"
        / "Прогон, книга которого создаётся заново [по умолчанию: последний, который что-либо отправил]",
    "Show everything that the ledger knows of one order: runs, attempts, lists, decisions, its service"
        / "Показать всё, что журнал заказов знает об одном заказе: прогоны, попытки, списки, решения, услугу",
    "List what people decided, when and why, and whether the panel's lists agree"
        / "Показать решения операторов: что решено, когда, почему и согласны ли с этим списки панели",
    "Decide about an unknown order, after looking at the panel"
        / "Принять решение о заказе, который требует проверки, посмотрев в панель",
    "Free the domain of a finished order, so that it can be ordered again"
        / "Освободить домен завершённого заказа, чтобы его можно было заказать снова",
    "Take over a service that is in the account and not in the ledger"
        / "Внести в журнал заказов услугу, которая уже есть в учётной записи",
    "The domain of the order" / "Домен заказа",
    "The domain of the service" / "Домен услуги",
    "The id of the service, as the panel's list shows it" / "№ услуги, как его показывает список панели",
    "Show the settings, and where each comes from" / "Показать настройки и откуда взята каждая",
    "Show each setting, its value and where it comes from; never a password"
        / "Показать каждую настройку, её значение и откуда оно взято; пароль не показывается",
    "Name panels, accounts and tariff tables, and choose among them"
        / "Дать имена панелям, учётным записям и таблицам тарифов и выбирать их по имени",
    "List the profiles of the file of settings, each with its panel, account and tariff table"
        / "Показать профили из файла настроек: панель, учётная запись и таблица тарифов каждого",
    "Add a profile to the file of settings: panel, account and tariff table as given here; never a password"
        / "Добавить в файл настроек профиль с указанными здесь панелью, учётной записью и таблицей тарифов; пароль не записывается",
    "Choose the profile that is used without --profile" / "Выбрать профиль, который действует без --profile",
    "The name of the profile, as --profile takes it" / "Имя профиля, которое указывают в --profile",
    "The name of the profile" / "Имя профиля",
    "Print the completion script of a shell, to be put where that shell looks for it"
        / "Вывести сценарий автодополнения для командной оболочки",
    "The shell" / "Командная оболочка",
    "Print the manual page of the program or of a command" / "Вывести страницу руководства программы или команды",
    "The command; without one, the page of the program" / "Команда; без неё — страница программы",
    "Show the help of the program or of a command" / "Показать справку программы или команды",
    "The command" / "Команда",
    "Show where the ledger is, check it, or rebuild a damaged one"
        / "Показать, где журнал заказов, проверить его или восстановить повреждённый",
    "Show where the ledger is" / "Показать, где находится журнал заказов",
    "Check the ledger for damage, lost references and unreadable records. Changes nothing"
        / "Проверить журнал заказов: повреждения, потерянные ссылки, нечитаемые записи. Ничего не меняет",
    "Rebuild a damaged ledger from what can be read, and take in recovery files"
        / "Восстановить повреждённый журнал заказов по тому, что читается, и учесть файлы восстановления",
    "Run the practice panel by itself, until interrupted"
        / "Запустить отдельную учебную панель; работает, пока её не прервут",
    "The filled sheet: `.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv` or `.tsv`; `-` for standard input"
        / "Заполненная таблица: `.xlsx`, `.xlsm`, `.xls`, `.xlsb`, `.ods`, `.csv` или `.tsv`; `-` — со стандартного ввода",
];
