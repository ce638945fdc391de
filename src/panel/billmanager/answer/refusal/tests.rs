//! Every form in which a panel refuses, asks for more or says yes and no at once, and what it means.

use crate::order::{Detail, Flaw, ReasonCode as C};
use crate::panel::Answer;
use crate::panel::billmanager::Reply;
use crate::panel::billmanager::answer::tests::{read, v4, word};
use crate::panel::billmanager::answer::{Asked, read_answer};

fn v5(kind: &str, object: &str, words: &str) -> String {
    format!("<doc><error type=\"{kind}\" object=\"{object}\"><msg>{words}</msg></error></doc>")
}

fn page(body: &str) -> String {
    format!("<html><body>{body}</body></html>")
}

/// HTTP status, body, the answer in a word, its reason's code.
type Line = (u16, String, &'static str, C);

#[track_caller]
fn hold(table: Vec<Line>) {
    let wrong: Vec<String> = table
        .into_iter()
        .filter(|(status, body, expected, code)| word(&read(*status, body)) != (*expected, Some(*code)))
        .map(|(status, body, expected, code)| {
            format!("{status} {body}: {:?}, not {expected} {code:?}", word(&read(status, &body)))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn whoever_is_not_signed_in_is_told_so_in_every_form() {
    let wrong = "Неверное имя пользователя или пароль";
    hold(vec![
        (200, v4(6, "obj=\"badpassword\"", wrong), "sign-in", C::SignInRefused),
        (200, v4(6, "obj=\"badpassword\"", ""), "sign-in", C::SignInRefused),
        (200, v4(4, "val=\"badpassword\"", ""), "sign-in", C::SignInRefused),
        (200, v4(8, "obj=\"badpassword\"", wrong), "blocked", C::SignInRefused),
        (200, v4(1, "obj=\"auth\"", "Authentication failed"), "blocked", C::SignInRefused),
        (200, v4(8, "", wrong), "blocked", C::SignInRefused),
        (200, v4(6, "", wrong), "sign-in", C::SignInRefused),
        (200, v5("auth", "badpassword", wrong), "sign-in", C::SignInRefused),
        (200, v5("auth", "", "x"), "sign-in", C::SignInRefused),
        (200, v5("xml", "badpassword", "x"), "sign-in", C::SignInRefused),
        // A plug-in's own error may come after the order: it is looked up, and stops the run all the same.
        (200, v5("xml", "", "Invalid username or password"), "blocked", C::SignInRefused),
        (200, v4(6, "obj=\"session\"", "Время сессии истекло. Авторизуйтесь заново"), "sign-in", C::SignInRefused),
        (200, v5("access", "session", "x"), "blocked", C::SignInRefused),
        (200, v5("access", "vds.order.7", "Session expired"), "blocked", C::SignInRefused),
        (200, "<doc><authfail/></doc>".into(), "sign-in", C::SignInRefused),
        (200, v4(8, "", "Your account has been disabled"), "blocked", C::AccountBlocked),
        (200, v4(6, "", "Your account has been disabled"), "sign-in", C::AccountBlocked),
        (200, v5("auth", "blocked", "Пользователь заблокирован"), "sign-in", C::AccountBlocked),
        (200, v5("auth", "blocked", ""), "sign-in", C::AccountBlocked),
        (200, v4(6, "", "Превышено количество попыток входа. Попробуйте позже"), "sign-in", C::TooManyTries),
        (200, v4(8, "", "Too many login attempts"), "blocked", C::TooManyTries),
        (200, v5("auth", "badpassword", "Too many login attempts"), "sign-in", C::TooManyTries),
        (200, page("Сессия истекла. Войдите в систему"), "blocked", C::SignInRefused),
        (200, "<script>alert('Неверный логин или пароль');</script>".into(), "blocked", C::SignInRefused),
        (403, v5("auth", "badpassword", wrong), "blocked", C::SignInRefused),
        (401, v4(6, "obj=\"badpassword\"", wrong), "blocked", C::SignInRefused),
    ]);
}

#[test]
fn rights_are_told_from_sessions_where_the_answer_tells() {
    let denied = "Insufficient privileges to perform the function vds.order.7";
    hold(vec![
        (200, v4(6, "obj=\"vds.order.7\"", denied), "refused", C::AccessDenied),
        (200, v5("access", "vds.order.7", denied), "refused", C::AccessDenied),
        (200, v5("access", "vds.order.param", ""), "refused", C::AccessDenied),
        (200, v5("access", "", denied), "refused", C::AccessDenied),
        (200, v5("access", "user", "Insufficient privileges"), "blocked", C::AccessDenied),
        (200, v5("access", "whoami", ""), "blocked", C::AccessDenied),
        (200, v4(6, "", "Панель управления обновляется, доступ временно закрыт"), "refused", C::AccessDenied),
    ]);
}

#[test]
fn addresses_captchas_and_second_factors_are_told_in_every_form() {
    hold(vec![
        (200, v5("access", "badip", "Access from this IP denied"), "blocked", C::AddressRefused),
        (200, v5("access", "badip", ""), "blocked", C::AddressRefused),
        (200, v4(6, "", "Доступ с IP-адреса 127.0.0.1 запрещен"), "blocked", C::AddressRefused),
        (200, v4(8, "", "Your IP address is not allowed"), "blocked", C::AddressRefused),
        (
            200,
            v5("access", "authinfo", "Использование authinfo с этого адреса запрещено"),
            "blocked",
            C::AddressRefused,
        ),
        (403, page("Your IP address 1.2.3.4 has been blocked"), "blocked", C::AddressRefused),
        (403, "<html><title>403 Forbidden</title><hr>nginx</html>".into(), "unclear", C::ServerError),
        (200, v5("captcha_verification_failed", "", "Error passing captcha, try again"), "blocked", C::Captcha),
        (200, v4(4, "val=\"captcha\"", ""), "blocked", C::Captcha),
        (200, v4(4, "val=\"g-recaptcha-response\"", "Required"), "blocked", C::Captcha),
        (200, v4(8, "", "Enter the characters you see in the image"), "blocked", C::Captcha),
        (200, v4(8, "", "Подтвердите, что вы не робот"), "blocked", C::Captcha),
        (200, page("<div class=\"smart-captcha\"></div>"), "blocked", C::Captcha),
        (403, page("<h1>HTTP 403</h1>Access blocked<hr>Qrator"), "blocked", C::ChallengePage),
        (200, v4(8, "", "Введите код двухфакторной аутентификации"), "blocked", C::SecondFactor),
        (200, v5("extraconfirm", "", "x"), "blocked", C::SecondFactor),
        (200, v5("auth", "totp", "x"), "blocked", C::SecondFactor),
        (200, v5("auth", "", "Two-factor authentication required"), "blocked", C::SecondFactor),
        (200, page("Введите код из SMS"), "blocked", C::SecondFactor),
    ]);
}

#[test]
fn no_money_is_told_in_every_form() {
    let mut table = vec![
        (200, v4(5, "obj=\"balance\"", ""), "no money", C::NoMoney),
        (200, v4(5, "val=\"balance\"", ""), "no money", C::NoMoney),
        (200, v4(1, "obj=\"credit\"", "x"), "no money", C::NoMoney),
        (200, v5("limit", "balance", "x"), "no money", C::NoMoney),
        (200, v5("not_enough_money", "", ""), "no money", C::NoMoney),
        (200, v5("payment", "", "Payment required"), "no money", C::NoMoney),
        (200, v4(4, "val=\"price\"", "Недостаточно средств"), "no money", C::NoMoney),
        (200, v4(2, "", "Недостаточно средств"), "no money", C::NoMoney),
        (402, String::new(), "no money", C::NoMoney),
        (402, "<html>402</html>".into(), "no money", C::NoMoney),
        (402, v4(8, "", "Top up, please"), "no money", C::NoMoney),
        (402, "<doc><ok/></doc>".into(), "no money", C::NoMoney),
        (200, "<script>alert('Недостаточно средств');</script>".into(), "no money", C::NoMoney),
        (200, page("<p>Недостаточно средств</p>"), "no money", C::NoMoney),
        (200, "Insufficient funds".into(), "no money", C::NoMoney),
    ];
    for words in [
        "Недостаточно средств на лицевом счете",
        "На вашем счёте нет средств для оплаты заказа",
        "Не хватает денег для оплаты",
        "Превышен кредитный лимит",
        "Your balance is too low",
        "Please top up your account",
        "Недостаточно денег на счету",
    ] {
        table.push((200, v4(8, "", words), "no money", C::NoMoney));
        table.push((200, v5("processing", "", words), "no money", C::NoMoney));
    }
    hold(table);
}

#[test]
fn a_domain_in_use_is_told_in_every_form_and_other_refusals_stay_what_they_are() {
    let published = "The domain is already in use. Specify a different domain name.";
    hold(vec![
        (200, v4(2, "obj=\"vds\"", "Виртуальный сервер с таким именем уже существует"), "refused", C::DomainInUse),
        (200, v4(8, "", published), "refused", C::DomainInUse),
        (200, v4(8, "", "Домен x1.example.ru уже существует"), "refused", C::DomainInUse),
        (200, v4(8, "", "This domain name is already taken"), "refused", C::DomainInUse),
        (200, v5("exists", "domain", "Домен уже используется"), "refused", C::DomainInUse),
        (200, v5("exists", "domain", ""), "refused", C::DomainInUse),
        (200, v4(8, "", "X1.Example.RU is already in use"), "refused", C::DomainInUse),
        (200, published.into(), "refused", C::DomainInUse),
        (200, format!("\"{published}\""), "refused", C::DomainInUse),
        (200, page(&format!("<h1>Error</h1><p>{published}</p>")), "refused", C::DomainInUse),
        (200, format!("<script>alert('{published}');</script>"), "refused", C::DomainInUse),
        (500, page(published), "unclear", C::ServerError),
        (200, v4(8, "", "Превышено максимальное количество услуг данного типа"), "unclear", C::UnknownError),
        (200, v4(5, "", "Превышено максимальное количество услуг данного типа"), "refused", C::LimitExceeded),
        (200, v4(8, "", "Тарифный план недоступен для заказа"), "unclear", C::UnknownError),
        (200, v4(3, "obj=\"price\"", ""), "refused", C::NotKnown),
        (200, page("Ведутся технические работы"), "unclear", C::Unreadable),
        (200, v4(1, "", "Lost connection to MySQL server during query"), "unclear", C::UnknownError),
        (200, v4(7, "", "Срок действия лицензии истек"), "unclear", C::UnknownError),
        (200, v4(4, "val=\"agree\"", "Необходимо согласиться с условиями"), "refused", C::ValueRefused),
        (200, v4(8, "", "Подтвердите адрес электронной почты"), "unclear", C::UnknownError),
        (200, "<script>alert('Тариф закрыт');</script>".into(), "unclear", C::UnknownError),
        (200, "{\"doc\":{\"error\":{\"$type\":\"auth\"}}}".into(), "unclear", C::Unreadable),
    ]);
}

#[test]
fn what_an_order_names_may_be_called_anything() {
    hold(vec![
        (200, v4(4, "val=\"ostempl\"", "captcha"), "refused", C::ValueRefused),
        (200, v4(3, "obj=\"ostempl\" val=\"captcha\"", "Template captcha not found"), "refused", C::NotKnown),
        (200, v4(3, "obj=\"auth-server-12\"", ""), "refused", C::NotKnown),
        (200, v4(4, "val=\"ostempl\" obj=\"balance\"", "x"), "refused", C::ValueRefused),
        (200, v5("value", "ostempl", "Invalid username or password"), "refused", C::ValueRefused),
        (200, v4(4, "val=\"password\"", "Неверный пароль"), "refused", C::ValueRefused),
        (200, v5("value", "password", "Wrong password"), "refused", C::ValueRefused),
        (200, v5("missed", "user_type", "User not found"), "refused", C::NotKnown),
        (200, v5("limit", "ip", "Не хватает IP-адресов"), "refused", C::LimitExceeded),
        (200, v4(4, "val=\"payment_method\"", "Payment method is required"), "refused", C::ValueRefused),
        (200, v5("payment", "", "Payment method is not selected"), "unclear", C::UnknownError),
        (200, v4(6, "obj=\"balance\"", "Недостаточно прав"), "refused", C::AccessDenied),
        (200, v4(4, "val=\"domain\" obj=\"x1.example.ru\"", "Access from this IP denied"), "refused", C::ValueRefused),
        (200, v4(5, "obj=\"account_type\"", "x"), "refused", C::LimitExceeded),
    ]);
}

#[test]
fn a_success_is_only_what_proves_one() {
    let ok = |kind: &str, target: &str| format!("<doc><ok type=\"{kind}\">{target}</ok></doc>");
    hold(vec![
        (200, ok("form", "func=totp.confirm"), "blocked", C::SecondFactor),
        (200, "<doc><ok>func=totp.confirm</ok></doc>".into(), "blocked", C::SecondFactor),
        (200, "<doc func=\"totp.confirm\"><ok/></doc>".into(), "blocked", C::SecondFactor),
        (200, ok("form", ""), "blocked", C::AnotherStep),
        (200, ok("form", "func=vds"), "blocked", C::AnotherStep),
        (200, ok("list", "func=vds.order.6"), "blocked", C::AnotherStep),
        (200, "<doc><id>77</id><ok type=\"form\">func=vds.order.6</ok></doc>".into(), "blocked", C::AnotherStep),
        (200, ok("top", "startpage=desktop"), "blocked", C::AnotherStep),
        (200, "<doc func=\"whoami\"><ok/></doc>".into(), "blocked", C::AnotherStep),
        (200, "<doc><metadata name=\"vds.order.6\"/><slist name=\"ostempl\"/></doc>".into(), "blocked", C::AnotherStep),
        (200, ok("top", "func=order.pay"), "unpaid", C::NotPaid),
        (200, ok("list", "func=basket"), "unpaid", C::NotPaid),
        (200, ok("list", "func=cart"), "unpaid", C::NotPaid),
        (200, ok("blank", "https://pay.example/5"), "unpaid", C::NotPaid),
        (200, ok("", "https://panel.example.evil.ru/billmgr?func=vds"), "unpaid", C::NotPaid),
        (200, "<doc><id>7</id><billorder.id>9</billorder.id><ok>func=basket</ok></doc>".into(), "unpaid", C::NotPaid),
    ]);
    for target in ["", "func=vds", "/billmgr?func=vds", "https://panel.example/billmgr?startpage=vds"] {
        for kind in ["list", ""] {
            assert_eq!(read(200, &ok(kind, target)), Answer::Accepted { service_id: None }, "{kind} {target}");
        }
    }
    assert_eq!(read(200, "<doc func=\"vds.order.7\"><ok/></doc>"), Answer::Accepted { service_id: None });
    assert_eq!(read(200, "<doc><id>0</id><ok/></doc>"), Answer::Accepted { service_id: None });
    let both = "<doc><id>7</id><elid>7</elid><ok/></doc>";
    assert_eq!(read(200, both), Answer::Accepted { service_id: Some("7".to_owned()) });
}

#[test]
fn the_whole_document_counts() {
    let bodies = [
        "<doc><ok/><ok/></doc>",
        "<doc><ok/><ok type='form'>func=totp.confirm</ok></doc>",
        "<doc><ok></ok><ok>func=payment</ok></doc>",
        "<doc><id/><id>77</id><ok/></doc>",
        "<doc><id>77</id><id>77</id><ok/></doc>",
        "<doc><id>77</id><elid>78</elid><ok/></doc>",
        "<doc><billorder/><billorder>5</billorder><ok/></doc>",
        "<doc><ok><id>77</id></ok></doc>",
        "<doc><x><id>77</id></x><ok/></doc>",
        "<doc><ID>77</ID><ok/></doc>",
        "<doc><x><billorder>5</billorder></x><ok/></doc>",
        "<doc><OK/></doc>",
        "<doc><x><ok/></x></doc>",
        "<doc><ok/><x><ok/></x></doc>",
        "<doc><ok/><Error code='4'>x</Error></doc>",
        "<doc><ok/><x><error code='4'>x</error></x></doc>",
        "<doc><error code='4'>x<ok/></error></doc>",
        "<doc><x><error code='4'>x</error></x></doc>",
        "<doc><ERROR code='4'>x</ERROR></doc>",
        "<doc><error code='4'/><error code='2'>x</error></doc>",
        "<doc><error code='4'>x</error><x><error code='4'>x</error></x></doc>",
        "<doc><error code='4'>x</error><x><id>77</id></x></doc>",
        "<doc><error code='4'>x</error><ID>77</ID></doc>",
        "<doc><id/><id>77</id><error code='4'>x</error></doc>",
        "<doc><error type='value'><msg/><msg>x</msg></error></doc>",
        "<doc><error Type='auth' code='4'>x</error></doc>",
        "<doc><ok Type='form'/></doc>",
        "<doc><ok/><authfail/></doc>",
        "<doc><authfail/><id>77</id></doc>",
        "<doc><x><authfail/></x></doc>",
        "<doc>Error<ok/></doc>",
        // Not well-formed.
        "<doc><ok type/></doc>",
        "<doc><ok a='1' a='2'/></doc>",
        "<doc>\0<ok/></doc>",
        "<doc>\u{7}<ok/></doc>",
        "<doc><ok/></doc><doc><error code='4'/></doc>",
        "<doc><error code='4' code='8'>x</error></doc>",
    ];
    for body in bodies {
        assert_eq!(word(&read(200, body)), ("unclear", Some(C::Unreadable)), "{body:?}");
    }
}

#[test]
fn what_is_packed_is_named() {
    for (bytes, flaw) in [
        (b"\x1f\x8b\x08\0\xff\xfe".as_slice(), Flaw::Gzip),
        (b"\x28\xb5\x2f\xfd\xff".as_slice(), Flaw::Zstd),
        (b"\x78\x9c\xff\xfe".as_slice(), Flaw::Deflate),
        (b"\xff\xfe<\0".as_slice(), Flaw::NotUtf8(200)),
    ] {
        let Answer::Unclear(reason) = read_answer(&Reply::of(200, bytes), &Asked::default()) else {
            panic!("{bytes:?}")
        };
        assert_eq!(reason.detail, Some(Detail::Answer(flaw)));
    }
}
