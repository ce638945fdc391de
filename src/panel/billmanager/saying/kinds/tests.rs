use super::super::words::without_domain;
use super::*;
use crate::order::Domain;

/// The kind of these words in an answer to an order of `x1.example.ru`.
fn read(words: &str) -> Option<Kind> {
    let domain = Domain::new("x1.example.ru");
    of_words(&without_domain(words, domain.as_ref())).filter(|kind| *kind != Kind::Ordinary)
}

/// Wordings of each kind, headed by it; and what looks like one and is an ordinary refusal, or says nothing known.
/// Most are made up in the style of a panel; some stand in public code or documentation.
const SAID: &str = include_str!("wordings.txt");
const LOOK_ALIKES: &str = include_str!("look-alikes.txt");

/// The lines of a list, each with the head that it stands under.
fn lines(list: &str) -> Vec<(&str, &str)> {
    let mut head = "";
    let mut lines = Vec::new();
    for line in list.lines().filter(|line| !line.is_empty()) {
        match line.strip_prefix("# ") {
            Some(next) => head = next,
            None => lines.push((head, line)),
        }
    }
    lines
}

#[test]
fn words_say_their_kind() {
    let lines = lines(SAID);
    assert!(lines.len() > 300, "{}", lines.len());
    let told = |words| read(words).map_or_else(String::new, |kind| format!("{kind:?}"));
    let wrong: Vec<String> = lines
        .into_iter()
        .filter(|(kind, words)| told(words) != *kind)
        .map(|(kind, words)| format!("{words}: {:?}, not {kind}", told(words)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_looks_like_a_kind_is_none() {
    let lines = lines(LOOK_ALIKES);
    assert!(lines.len() > 200, "{}", lines.len());
    let wrong: Vec<String> =
        lines.into_iter().filter_map(|(head, words)| Some(format!("{words} ({head}): {:?}", read(words)?))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_orders_own_domain_says_nothing_whatever_it_is_called() {
    for name in
        ["balance.example.ru", "no-money.ru", "session-expired.captcha.ru", "your.ip.denied.ru", "оплата.рф", "pay.ru"]
    {
        let domain = Domain::new(name).expect("a domain");
        for words in ["Server {} cannot be created", "Недопустимое имя {}.", "{}: internal error", "Not enough of {}"]
        {
            let words = words.replace("{}", name);
            assert_eq!(of_words(&without_domain(&words, Some(&domain))), None, "{words}");
        }
    }
}

#[test]
fn an_image_or_a_tariff_may_be_called_anything() {
    let names =
        ["captcha", "auth", "balance", "session", "login", "payment", "ip", "money", "2fa", "blocked", "captcha-1"];
    let forms = [
        "Шаблон {} не найден",
        "Шаблон {} недоступен для этого тарифа",
        "Шаблон ОС {} заблокирован",
        "Образ «{}» закрыт",
        "Неизвестный шаблон {}",
        "Нет шаблона {}",
        "Тариф {} недоступен",
        "Тариф {} закрыт для заказа",
        "Template {} not found",
        "Template {} is not available",
        "OS template '{}' is locked",
        "Unknown OS template {}",
        "The template {} is invalid",
        "No such template: {}",
        "Tariff {} is closed",
    ];
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    let names = names.iter().flat_map(|name| [(*name).to_owned(), capital(name)]);
    let all = names.flat_map(|name| forms.map(|form| form.replace("{}", &name)));
    let wrong: Vec<String> = all.filter_map(|words| Some(format!("{words}: {:?}", read(&words)?))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
