//! Ideas of which the words of a refusal are made: English and Russian, in small letters, ё as е. Pure.
//!
//! `stem*` has any ending, `_` is any word. Each idea names what looks like it and is not (`but`).

use super::words::Idea;

macro_rules! ideas {
    ($($(#[$doc:meta])* $name:ident = [$($is:literal)+] $(but [$($not:literal)+])?;)+) => {
        $($(#[$doc])* pub(super) const $name: Idea = Idea { is: &[$($is),+], is_not: &[$($($not),+)?] };)+
    };
}

ideas! {
    // What happens.
    LACKING = ["insufficient*" "not enough" "not have enough" "don't have enough" "not sufficient" "lack" "lacks"
        "low" "empty" "zero" "negative" "minus" "exhausted" "ran out" "run out" "out of" "no" "less than" "below"
        "must be positive" "small" "not cover*" "deficit*" "дефицит*" "не покрыва*" "недостат*" "не достат*" "не хват*" "нехват*" "нет" "отсутств*" "отрицательн*"
        "нулев*" "пуст" "исчерпан*" "закончил*" "кончил*" "мало" "меньше" "ниже" "должен быть положит*"];
    EXCEEDED = ["exceed*" "over the" "reached" "превыш*" "превос*" "достигнут*" "исчерпан*"];
    TOO_MANY = ["too many" "exceed*" "reached" "limit*" "maximum" "превыш*" "много" "исчерпа*" "лимит*" "достигнут*"];
    REQUIRED = ["required" "requires" "needed" "necessary" "must" "first" "needs" "требует*" "необходим*" "нужно"
        "нужна" "следует" "сначала"];
    FAILED = ["fail*" "error" "required" "requires" "needed" "necessary" "denied" "refused" "wrong" "invalid" "again"
        "must" "unsuccessful" "unable" "cannot" "could not" "expired" "не выполнен*" "не пройден*" "не прош*" "ошибк*" "требует*" "необходим*"
        "нужн*" "не удал*" "отказан*" "запрещен*" "невозмож*" "неуспеш*" "заново" "снова" "повторн*"];
    DECLINED = ["declin*" "reject*" "fail*" "unable" "cannot" "could not" "отклон*" "не прош*" "не удал*" "неуспеш*"];
    WRONG = ["invalid" "not valid" "wrong" "incorrect*" "bad" "mismatch*" "not match*" "unknown" "expired" "неверн*"
        "неверен" "не верн*" "неправильн*" "некорректн*" "ошибочн*" "не совпа*" "не подход*" "истек*" "не распознан*"];
    MISSING = ["not found" "not exist" "does not exist" "unknown" "no such" "не найден*" "не существу*" "неизвестн*"];
    OVER = ["expir*" "ended" "over" "timed" "timeout" "invalid" "not valid" "not found" "closed" "lost" "missing"
        "истек*" "истечен*" "заверш*" "окончен*" "закончил*" "закрыт*" "прерван*" "недейств*" "устар*" "неверн*"
        "не найден*" "не существу*" "unknown"];
    BLOCKED = ["block*" "disab*" "suspend*" "lock" "locked" "ban" "banned" "deactivat*" "inactive" "not active" "frozen"
        "terminated" "closed" "заблокир*" "отключен*" "приостанов*" "деактив*" "забанен*" "не актив*" "неактив*"
        "заморож*" "закрыт*"];
    DENIED = ["denied" "deny" "denies" "forbid*" "not allowed" "not permitted" "disallow*" "restrict*" "refused"
        "reject*" "block*" "banned" "prohibit*" "no access" "blacklist*" "not listed" "not in" "not whitelisted"
        "cannot access" "not accepted" "запрещ*" "закрыт*" "ограничен*" "отказан*" "не разреш*" "не допу*" "заблокир*" "нет доступа"
        "недоступ*" "невозмож*" "не входит" "не включен*" "отсутств*" "не принима*"
        "черн* спис*"];
    TAKEN = ["already in use" "already used" "already exist*" "already taken" "already registered" "already been"
        "already has" "already ordered" "is taken" "in use" "not unique" "must be unique" "duplicate*" "уже использ*"
        "уже занят*" "уже существу*" "уже зарегистр*" "уже есть" "уже заказан*" "уже добавлен*" "занят*" "принадлежит друг*"
        "belongs to another" "не уникал*"];
    ENTER = ["enter" "type" "input" "введите" "ввести" "укажите" "наберите" "confirm" "подтвердите" "требуется"];
    TOP_UP = ["top up" "topped up" "topup" "recharge" "replenish*" "refill*" "deposit*" "add funds" "add money" "пополн*" "внесите"
        "зачисл*"];
    ONLY_FROM = ["only from" "only with" "только с" "только для"];

    // To what: money.
    MONEY = ["money" "fund" "funds" "cash" "wallet" "кошел*" "balance" "balances" "credit" "credits" "деньг*" "денег" "денежн*" "средств"
        "средства" "средствами" "баланс" "баланса" "балансе" "балансу" "балансом" "кредит" "кредита" "кредитов"
        "кредитн*" "остаток" "остатк*" "счет" "счета" "счете" "счету" "счетом"]
        but ["credit card*" "кредитн* карт*" "счет фактур*" "средства защиты" "средств защиты" "за счет"];
    CREDIT = ["balance" "credit" "funds" "кредит*" "баланс" "баланса" "балансе" "остаток" "остатк*" "overdraft"
        "овердрафт*"] but ["credit card*" "кредитн* карт*"];
    ACCOUNT_OF_MONEY = ["account" "balance" "wallet" "funds" "money" "счет" "счета" "счете" "баланс" "баланса" "кошел*"
        "средств*" "деньги" "деньгами" "лицев*"];
    PAYMENT = ["pay" "paid" "payment" "payments" "prepay*" "оплат*" "оплач*" "платеж*" "предоплат*" "списать"
        "списание" "charge" "debit"];
    PAY_NOW = ["оплатите" "please pay" "pay your" "pay the" "pay for" "you have to pay"];
    DEBT = ["unpaid" "you owe" "overdue" "debt*" "arrears" "outstanding" "задолжен*" "долг" "неоплачен*" "не оплачен*"
        "overdraft" "овердрафт*"];
    /// How to pay, and what else is said of paying: not that money is lacking.
    WAY_OF_PAYING = ["method*" "способ*" "метод*" "system*" "систем*" "card*" "карт*" "gateway*" "шлюз*" "module*"
        "модул*" "choose" "select*" "выбер*" "выбран*" "promo*" "промо*" "coupon*" "купон*" "period*" "период*" "terms"
        "услови*" "type" "тип" "payer*" "плательщик*" "profile*" "профил*" "address" "адрес*" "данн*" "data"
        "details" "information" "реквизит*" "attention"];
    PROMO = ["promo*" "промо*" "coupon*" "купон*" "voucher*" "скидк*" "discount*"];

    // To what: signing in.
    CREDENTIALS = ["password*" "парол*" "login" "логин*" "username*" "user name*" "credential*" "им* пользовател*"
        "учетн* данн*" "authinfo"];
    LOGIN_AND_PASSWORD = ["логин* или парол*" "логин* и парол*" "логин* парол*" "login or password" "login and password"
        "login password" "user name or password" "username or password" "username and password"
        "им* пользовател* или парол*" "им* пользовател* и парол*"];
    NOT_GIVEN = ["не указан*" "не задан*" "не передан*" "отсутств*" "required" "missing" "not given" "not specified"
        "not provided" "no"];
    USER = ["user" "пользовател*" "login" "логин*"] but ["user name*" "им* пользовател* сервер*"];
    SIGN_IN = ["authenticat*" "authoriz*" "authoris*" "auth" "аутентифик*" "авториз*" "sign in" "signing in" "log in"
        "logged in" "login" "signin" "logon" "вход" "входа" "войти"];
    SIGN_IN_NOW = ["авторизуйтесь" "авторизируйтесь" "войдите" "please log in" "please login" "please sign in"
        "log in again" "login again" "sign in again" "log in to" "sign in to" "please authenticate" "not logged in" "not signed in" "not authenticated"
        "unauthenticated" "unauthorized" "unauthorised" "не авторизован*" "неавторизован*" "не аутентифиц*"];
    SESSION = ["session*" "сесси*" "сеанс*" "token*" "токен*" "cookie*"];
    TRIES = ["неверн* парол*" "wrong password*" "attempt*" "tries" "попыт*" "failed login*" "неудачн* вход*"];
    ACCOUNT = ["account*" "аккаунт*" "учетн* запис*" "user" "users" "пользовател*" "client" "клиент*" "customer*"
        "your profile" "ваш* профил*" "личн* кабинет*"]
        but ["for account*" "for _ account*" "for _ _ account*" "for user*" "for _ user*" "for _ customer*"
        "for _ _ customer*" "for customer*" "for client*" "for _ client*" "to _ account*" "для учетн* запис*"
        "для _ учетн* запис*" "для аккаунт*" "для _ аккаунт*" "для пользовател*" "для _ пользовател*" "для клиент*"
        "для _ клиент*" "у _ клиент*" "account type*" "type of _ account*" "тип* учетн* запис*" "тип* _ учетн* запис*"
        "тип* аккаунт*" "user name*" "им* пользовател*"];
    /// The machine that asks, by its address.
    FROM_HERE = ["from this ip*" "from your ip*" "from the ip*" "from ip" "from this address" "from your address"
        "from _ _ address" "from @ip" "from this host" "from this network" "from your network" "from this subnet" "from your location" "from your country"
        "из ваш* стран*" "из ваш* регион*"
        "с адреса" "с _ адреса" "с _ _ адреса" "с ip" "с _ ip" "с @ip" "из _ сети" "с _ узла" "by ip" "по ip"]
        but ["ip addresses" "ip адресов" "ip адресами" "ip адресом" "from _ email address" "почты"];
    /// An address, which may be one of those that are on offer.
    ADDRESS = ["your ip" "your address" "client ip" "ip @ip" "address @ip" "адрес* @ip" "адреса @ip" "your network" "ваш* ip"
        "ваш* адрес*" "ваш* сет*" "текущ* ip" "текущ* адрес*" "для ip" "для _ ip" "for ip" "for your ip" "this ip" "host @ip"
        "эт* ip" "данн* ip" "эт* адрес*" "данн* адрес*" "authinfo"]
        but ["ip addresses" "ip адресов" "ip адресами" "адрес* электрон*" "адрес* почт*" "email address" "адрес* сайт*"];
    ANY_ADDRESS = ["ip" "address*" "адрес*" "@ip"];
    CAPTCHA = ["captcha*" "recaptcha*" "hcaptcha*" "smartcaptcha*" "капч*" "рекапч*"]
        but ["image captcha*" "os captcha*" "template captcha*" "шаблон* captcha*" "образ* captcha*"];
    SIGNS = ["character*" "symbol*" "letter*" "digit*" "number*" "code" "text" "символ*" "букв*" "цифр*" "код" "текст"];
    PICTURE = ["image" "picture" "изображен*" "картинк*"];
    NO_ROBOT = ["not a robot" "not robot" "are a robot" "you a robot" "на робота" "you are human" "you are a human" "you're human" "не робот"
        "вы робот" "что вы человек" "вы не бот" "not a bot" "security check" "security verification" "anti bot"
        "антибот*" "проверк* безопасности"];
    SECOND_FACTOR = ["two factor" "2 factor" "2fa" "двухфактор*" "two step" "2 step" "двухэтапн*" "двухшагов*" "totp"
        "otp" "second factor" "втор* фактор*" "authenticator" "аутентификатор*" "multi factor" "mfa" "многофактор*"
        "one time password*" "one time code*" "одноразов* парол*" "одноразов* код*"];
    CONFIRMATION = ["confirmation" "verification" "подтвержден*"];
    BY_MESSAGE = ["sms" "смс" "by phone" "по телефону" "telegram"];
    /// Something of the owner's is not confirmed, which is no second factor.
    TO_BE_CONFIRMED = ["подтвердите _ телефон*" "подтвердите телефон*" "подтвердите номер*" "подтвердите почт*"
        "подтвердите адрес*" "подтвердите e mail" "подтвердите email" "confirm your phone*" "confirm your e mail"
        "confirm your email*" "verify your phone*" "verify your e mail" "verify your email*" "телефон* не подтвер*"
        "почт* не подтвер*" "mail не подтвер*"];
    CODE = ["code" "код" "кода" "pin" "пин"];
    CODE_OF = ["sms" "смс" "verification" "confirmation" "подтвержден*" "app" "приложени*" "security" "безопасност*"
        "phone" "телефон*" "email" "mail" "письм*" "почт*" "telegram" "authent*"];

    // To what: the rest of an order.
    DOMAIN = ["§" "domain*" "домен*" "hostname*" "host name*" "server name*" "name of _ server" "имя сервера"
        "именем сервера" "сервер* с таким именем" "сервер* с _ именем" "server with this name" "server with that name"
        "server with the same name" "vds with this name"];
    RIGHTS = ["прав" "права" "privileg*" "permission*" "rights" "полномоч*" "right"];
    /// What is offered and ordered.
    THINGS = ["tariff*" "тариф*" "plan" "plans" "план*" "template*" "шаблон*" "образ*" "image*" "os" "service*"
        "услуг*" "server*" "сервер*" "vds" "vps" "order" "orders" "заказ*" "product*" "продукт*" "option*" "опци*"
        "addon*" "function*" "функци*" "node*" "узл*" "узел" "location*" "локаци*" "датацентр*" "datacenter*" "region*"
        "period*" "период*" "panel*" "панел*" "domain*" "домен*" "§" "лицензи*" "licen*" "модул*" "module*" "feature*"
        "payment*" "платеж*" "оплат*" "method*" "способ*" "card*" "карт*"];
    RESOURCES = ["прав" "права" "privileg*" "permission*" "right" "rights" "полномоч*" "address*" "адрес*" "ip" "subnet*"
        "подсет*" "pool*" "пул*" "ресурс*" "resource*" "memory" "памят*" "ram" "disk*" "диск*" "space" "мест" "места"
        "storage" "хранилищ*" "node*" "узл*" "узел" "нод*" "cpu" "ядер" "ядра" "core*" "capacity" "емкост*" "мощност*"
        "service*" "услуг*" "server*" "сервер*" "orders" "заказов" "заказы" "лицензи*" "licen*" "data" "данных"
        "символ*" "character*" "tariff*" "тариф*" "template*" "шаблон*" "method*" "способ*" "card*" "карт*"];
    /// Whose login it may be that is not the account's.
    OF_A_SERVER = ["server*" "сервер*" "vds" "vps" "root" "vnc" "ssh" "ftp" "administrator*" "администратор*"
        "виртуальн*" "machine*" "машин*" "instance*" "node*" "узл*" "узел" "promo*" "промо*" "field*" "поле" "поля"
        "database*" "smtp" "ispmanager" "vmmanager"];
    /// Users of a server.
    USERS_OF_A_SERVER = ["root" "ssh" "vnc" "ftp" "database*"];
    /// What a new password or name has to be like.
    RULES = ["weak" "слаб*" "short" "shorter" "longer" "коротк*" "length" "длин*" "letters" "букв*" "digit*" "цифр*" "characters"
        "символ*" "contain*" "содерж*" "complex*" "сложн*" "policy" "политик*" "latin" "латин*" "minimum" "минимум"
        "at least" "не менее" "requirements" "требовани*"];
    /// The same, clear enough to speak for the whole text.
    TOO_WEAK = ["weak" "слаб*" "too short" "слишком коротк*" "must contain" "должен содерж*" "должно содерж*" "at least"
        "не менее" "минимум" "не короче"];
    TEMPLATES = ["скрипт*" "script*" "software" "application" "приложение" "template*" "шаблон*" "образ*" "os" "ос" "distribution*" "дистрибутив*" "recipe*" "рецепт*" "tariff*"
        "тариф*" "image not" "image _ not" "image _ is not" "image _ does not" "image does not"];
    NAMES = ["name" "names" "имя" "имени" "template*" "шаблон*" "образ*" "field" "поле"];
    /// What is given out, so that an address is one on offer.
    OFFERS = ["pool*" "пул*" "subnet*" "подсет*" "tariff*" "тариф*" "service*" "услуг*" "выдел*" "allocat*" "assign*"
        "назнач*" "additional" "дополнительн*" "free" "свободн*" "range*" "диапазон*" "vlan*" "location*" "order"
        "reserved" "зарезервир*" "requested" "запрошенн*" "server*" "сервер*" "vds" "template*" "шаблон*"];
    OTHER_NAMES = ["ip" "address*" "адрес*" "user*" "пользовател*" "login*" "логин*" "email*" "почт*" "key*" "ключ*"
        "promo*" "промо*" "template*" "шаблон*" "account*" "аккаунт*"];
    CONTACTS = ["email" "e mail" "mail" "почт*" "phone*" "телефон*" "telephone*" "контакт*" "contact*"];
    NOT_CONFIRMED = ["подтвердите" "не подтвер*" "confirm" "verify" "not confirmed" "not verified" "unverified"
        "unconfirmed" "подтверждения почт*" "until" "пока"];
    OTHER_CODES = ["promo*" "промо*" "coupon*" "купон*" "postal" "zip" "индекс*" "country" "стран*" "currency" "валют*"
        "tariff*" "тариф*" "template*" "шаблон*"];
    LICENCE = ["licen*" "лицензи*"];
}
