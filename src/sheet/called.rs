//! How people call the columns beside their usual headers, in either language, a list a field: the README has
//! them as a table. The usual headers stand with the fields.

/// What [`super::Field::Tariff`] is called as well.
pub(super) const TARIFF: &[&str] = &[
    "Plan",
    "Rate",
    "Package",
    "Тарифный план",
    "План",
    "Tariff plan",
    "Tariff name",
    "Plan name",
    "Service plan",
    "Наименование тарифа",
    "Название тарифа",
    "Имя тарифа",
    "Тариф сервера",
];

/// What [`super::Field::Template`] is called as well.
pub(super) const TEMPLATE: &[&str] = &[
    "OS",
    "Template",
    "Image",
    "Шаблон",
    "ОС",
    "Образ",
    "Operating system",
    "OS name",
    "OS image",
    "Template name",
    "Image name",
    "Операционная система",
    "ОС сервера",
    "Наименование ОС",
    "Название ОС",
    "Образ ОС",
    "Наименование шаблона",
    "Название шаблона",
    "Имя шаблона",
    "Шаблон операционной системы",
];

/// What [`super::Field::Period`] is called as well.
pub(super) const PERIOD: &[&str] = &[
    "Months",
    "Term",
    "Billing period",
    "Срок",
    "Месяцев",
    "Период оплаты",
    "Rental period",
    "Rental term",
    "Lease term",
    "Payment period",
    "Billing cycle",
    "Number of months",
    "Duration",
    "Срок аренды",
    "Период аренды",
    "Срок заказа",
    "Расчётный период",
    "Месяцы",
    "Количество месяцев",
    "Кол-во месяцев",
    "Число месяцев",
    "Кол-во мес",
    "Срок в месяцах",
];

/// What [`super::Field::Domain`] is called as well.
pub(super) const DOMAIN: &[&str] = &[
    "Hostname",
    "Server name",
    "FQDN",
    "Имя сервера",
    "Имя",
    "Хост",
    "Domain name",
    "Host",
    "Server hostname",
    "DNS name",
    "VM name",
    "Доменное имя",
    "Имя домена",
    "Имя хоста",
    "Название сервера",
    "Наименование сервера",
    "Полное имя сервера",
    "DNS-имя",
    "Имя ВМ",
];

/// What [`super::Field::Disk`] is called as well.
pub(super) const DISK: &[&str] = &[
    "HDD",
    "SSD",
    "Storage",
    "Объём диска",
    "Disk size",
    "Disk space",
    "Disk capacity",
    "Storage size",
    "Hard disk",
    "SSD size",
    "HDD size",
    "SSD disk",
    "HDD disk",
    "Disk SSD",
    "Disk HDD",
    "NVMe",
    "Размер диска",
    "Диск SSD",
    "Диск HDD",
    "Диск NVMe",
    "SSD-диск",
    "HDD-диск",
    "Объём SSD",
    "Объём HDD",
    "Жёсткий диск",
    "Накопитель",
    "Объём накопителя",
    "Место на диске",
    "Дисковое пространство",
    "Объём дискового пространства",
];

/// What [`super::Field::Ram`] is called as well.
pub(super) const RAM: &[&str] = &[
    "Memory",
    "Память",
    "Оперативная память",
    "RAM size",
    "Memory size",
    "Объём ОЗУ",
    "Размер ОЗУ",
    "Объём памяти",
    "Размер памяти",
    "Объём оперативной памяти",
    "Оперативка",
    "Память RAM",
    "Память ОЗУ",
    "Оперативная память ОЗУ",
];

/// What [`super::Field::Cpu`] is called as well.
pub(super) const CPU: &[&str] = &[
    "ЦП",
    "vCPU",
    "Cores",
    "Ядра",
    "Процессор",
    "vCPUs",
    "CPUs",
    "CPU cores",
    "vCPU cores",
    "Core count",
    "CPU count",
    "Number of cores",
    "Number of CPUs",
    "Processor",
    "Processors",
    "Ядер",
    "Число ядер",
    "Количество ядер",
    "Кол-во ядер",
    "Ядра CPU",
    "CPU ядра",
    "Ядра процессора",
    "Процессоры",
    "Число процессоров",
    "Количество процессоров",
    "Количество CPU",
    "Кол-во CPU",
    "Количество vCPU",
    "Кол-во vCPU",
];

/// What [`super::Field::Ipv4`] is called as well.
pub(super) const IPV4: &[&str] = &[
    "IPv4 addresses",
    "IPv4 count",
    "Number of IPv4 addresses",
    "Адреса IPv4",
    "IPv4-адреса",
    "IPv4-адресов",
    "Количество IPv4",
    "Кол-во IPv4",
];

/// What [`super::Field::Ipv6`] is called as well.
pub(super) const IPV6: &[&str] = &[
    "IPv6 addresses",
    "IPv6 count",
    "Number of IPv6 addresses",
    "Адреса IPv6",
    "IPv6-адреса",
    "IPv6-адресов",
    "Количество IPv6",
    "Кол-во IPv6",
];

/// What [`super::Field::Ispmanager`] is called as well.
pub(super) const ISPMANAGER: &[&str] = &[
    "Control panel",
    "Панель управления",
    "ISPmanager license",
    "ISPmanager licence",
    "Лицензия ISPmanager",
    "Панель ISPmanager",
    "Панель",
];

/// What [`super::Field::AutoRenew`] is called as well.
pub(super) const AUTO_RENEW: &[&str] = &[
    "Autoprolong",
    "Auto renewal",
    "Automatic renewal",
    "Renewal",
    "Автоматическое продление",
    "Продление",
    "Автопролонгация",
    "Пролонгация",
];

/// What [`super::Field::Count`] is called as well.
pub(super) const COUNT: &[&str] = &[
    "Quantity",
    "Qty",
    "Кол-во",
    "Servers",
    "Server count",
    "Number of servers",
    "Quantity of servers",
    "No. of servers",
    "Pcs",
    "Шт",
    "Штук",
    "Кол-во штук",
    "Количество штук",
    "Серверов",
    "Число серверов",
    "Количество серверов",
    "Кол-во серверов",
    "Количество VPS",
    "Кол-во VPS",
    "Количество VDS",
    "Кол-во VDS",
    "Количество ВМ",
    "Кол-во ВМ",
];

/// What [`super::Field::Start`] is called as well.
pub(super) const START: &[&str] = &[
    "First number",
    "Первый номер",
    "Start number",
    "Starting number",
    "Start from",
    "Начальный номер",
    "Начиная с",
    "Номер с",
    "С номера",
];

/// What [`super::Field::Price`] is called as well.
pub(super) const PRICE: &[&str] = &[
    "Price per period",
    "Цена за период",
    "Unit price",
    "Price each",
    "Price per server",
    "Price with VAT",
    "Price incl. VAT",
    "Price including VAT",
    "Цена за сервер",
    "Цена за единицу",
    "Цена за ед.",
    "Цена за шт.",
    "Цена за штуку",
    "Цена с НДС",
    "Цена вкл. НДС",
    "Цена, включая НДС",
    "Цена за период с НДС",
    "Цена за сервер с НДС",
    "Цена за единицу с НДС",
];

/// What [`super::Field::PricePerMonth`] is called as well.
pub(super) const PRICE_PER_MONTH: &[&str] = &[
    "Price/month",
    "Цена/мес",
    "Цена в месяц",
    "Monthly price",
    "Price monthly",
    "Price per month with VAT",
    "Price per month incl. VAT",
    "Monthly price incl. VAT",
    "Ежемесячная цена",
    "Цена за мес.",
    "Цена в мес.",
    "Цена за 1 месяц",
    "Цена за месяц с НДС",
    "Цена с НДС за месяц",
    "Цена с НДС в месяц",
    "Цена в месяц с НДС",
    "Цена/мес. с НДС",
];

/// What [`super::Field::CostCentre`] is called as well.
pub(super) const COST_CENTRE: &[&str] = &[
    "Cost center",
    "Department",
    "Project",
    "ЦФО",
    "Отдел",
    "Проект",
    "Cost centre code",
    "Division",
    "Подразделение",
    "МВЗ",
    "Код ЦФО",
    "Центр финансовой ответственности",
    "Место возникновения затрат",
];

/// What [`super::Field::Reference`] is called as well.
pub(super) const REFERENCE: &[&str] = &[
    "Ticket",
    "Request",
    "Основание",
    "Reference number",
    "Ticket number",
    "Request number",
    "Номер заявки",
    "№ заявки",
    "Заявка №",
    "Тикет",
];

/// What [`super::Field::Enabled`] is called as well.
pub(super) const ENABLED: &[&str] =
    &["Enabled", "Заказать", "To order", "Order yes/no", "Заказывать", "Заказать да/нет", "К заказу"];

/// What [`super::Field::Comment`] is called as well.
pub(super) const COMMENT: &[&str] =
    &["Note", "Примечание", "Comments", "Notes", "Remark", "Remarks", "Комментарии", "Примечания"];
