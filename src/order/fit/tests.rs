use super::*;
use crate::catalog::Catalog;
use crate::order::{Amount, Asked, Renewal, Sent};
use crate::sheet::PerAmount;

/// What an order of a bundled table asks for, its defaults but for three months without renewal.
fn terms(name: &str) -> Terms {
    let catalog = Catalog::bundled(name).expect("bundled").expect("sound");
    let (tariff, template) = (&catalog.tariffs[0], &catalog.templates[0]);
    let asked = Asked {
        tariff: tariff.name.clone(),
        months: "3".parse().expect("months"),
        template: template.name.clone(),
        amounts: PerAmount::of(|field| Some(Amount { value: tariff.resource(field)?.default, given: true })),
        renewal: Renewal::Never,
        renewal_given: true,
        data_centre: None,
        recipe: None,
        template_title: None,
        recipe_title: None,
        named: Vec::new(),
    };
    let sent = Sent::of(&catalog, tariff, template, &asked).expect("an order");
    Terms { asked, sent }
}

/// A form that shows everything as it was told, but for these fields.
fn form(terms: &Terms, changes: &[(&str, &str)]) -> ShownForm {
    let field = |value: &str| ShownField { values: vec![value.to_owned()], options: Vec::new() };
    let own = terms.sent.parameters().iter().map(|told| (told.name.to_string(), field(&told.value.to_string())));
    let mut form: ShownForm = own.collect();
    form.extend(changes.iter().map(|(name, value)| ((*name).to_owned(), field(value))));
    form
}

/// What differs, and of how many parameters nobody can tell.
fn fit(terms: &Terms, shown: &ShownForm, of: FormOf) -> (Vec<String>, usize) {
    let fit = Fit::of(terms, shown, of);
    assert_eq!(fit.is_free_of_misfits(), fit.misfits.is_empty());
    let shown = |misfit: &Misfit| format!("{}: {} → {}", misfit.field, misfit.sent, misfit.shown);
    (fit.misfits.iter().map(shown).collect(), fit.untold.len())
}

#[test]
fn what_is_shown_as_it_was_told_fits() {
    for name in ["demo5", "demo6"] {
        let terms = terms(name);
        for of in [FormOf::Order, FormOf::Service] {
            assert_eq!(fit(&terms, &form(&terms, &[]), of), (Vec::new(), 0), "{name} {of:?}");
        }
    }
    let terms = terms("demo5");
    let other_words = [("addon_71821", "20.0000"), ("period", "3 months"), ("autoprolong", "off")];
    assert_eq!(fit(&terms, &form(&terms, &other_words), FormOf::Service), (Vec::new(), 0));
}

#[test]
fn what_is_put_right_silently_is_a_misfit() {
    let terms = terms("demo5");
    for (field, shown) in [
        ("addon_71821", "30"),
        ("addon_71827", "82"),
        ("addon_71828", "on"),
        ("period", "1"),
        ("pricelist", "71850"),
        ("datacenter", "5"),
        ("autoprolong", "3"),
    ] {
        for of in [FormOf::Order, FormOf::Service] {
            let (misfits, untold) = fit(&terms, &form(&terms, &[(field, shown)]), of);
            assert_eq!((misfits.len(), untold), (1, 0), "{field} {of:?}: {misfits:?}");
            assert!(misfits[0].starts_with(&format!("{field}: ")) && misfits[0].ends_with(&format!("→ {shown}")));
        }
    }
}

#[test]
fn words_may_be_the_key_that_was_sent_and_a_list_says_whether_they_are() {
    let terms = terms("demo5");
    let template = |options: &[(&str, &str)], shown: &str| {
        let options = options.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect();
        let mut form = form(&terms, &[]);
        form.insert("ostempl".to_owned(), ShownField { values: vec![shown.to_owned()], options });
        form
    };
    let list = [("Debian-13-amd64", "Debian 13"), ("Ubuntu-24.04-amd64", "Ubuntu 24.04")];
    let misfits = |form: &ShownForm, of| fit(&terms, form, of).0.len();
    assert_eq!(fit(&terms, &template(&list, "Debian 13"), FormOf::Order), (Vec::new(), 0));
    for other in ["Ubuntu 24.04", "Ubuntu-24.04-amd64"] {
        assert_eq!(misfits(&template(&list, other), FormOf::Order), 1, "{other}");
        assert_eq!(misfits(&template(&list, other), FormOf::Service), 1, "{other}");
        assert_eq!(misfits(&template(&[], other), FormOf::Order), 1, "{other}");
        // The form of a service may show nothing but words.
        assert_eq!(fit(&terms, &template(&[], other), FormOf::Service), (Vec::new(), 1), "{other}");
    }
}

#[test]
fn what_is_not_shown_or_not_understood_is_neither_the_same_nor_another() {
    let terms = terms("demo5");
    let mut shown = form(&terms, &[("addon_71821", "20 GB"), ("autoprolong", "perhaps"), ("addon_71822", "")]);
    shown.remove("datacenter");
    let fit = Fit::of(&terms, &shown, FormOf::Service);
    assert!(fit.is_free_of_misfits(), "{fit:?}");
    assert_eq!(fit.untold, ["datacenter", "addon_71821", "addon_71822", "autoprolong"]);
    // Of two values nobody knows which one counts, unless one of them is another one.
    let twice = |values: [&str; 2]| {
        let mut shown = form(&terms, &[]);
        shown
            .insert("addon_71821".to_owned(), ShownField { values: values.map(str::to_owned).into(), options: vec![] });
        Fit::of(&terms, &shown, FormOf::Service)
    };
    assert_eq!(twice(["20", "20"]), Fit::default());
    assert_eq!(twice(["20", "30"]).misfits.len(), 1);
}

#[test]
fn the_form_of_a_service_calls_its_period_otherwise() {
    let terms = terms("demo6");
    let mut shown = form(&terms, &[("period", "3")]);
    shown.remove("order_period");
    assert_eq!(fit(&terms, &shown, FormOf::Service), (Vec::new(), 0));
    assert_eq!(fit(&terms, &shown, FormOf::Order), (Vec::new(), 1));
}
