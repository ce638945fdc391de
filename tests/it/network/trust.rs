//! Which certificates are trusted: what the machine's chains prove, and what a person names, byte for byte.

use std::sync::Arc;

use rustls::ServerConfig;
use vdsbatch::order::ReasonCode;
use vdsbatch::panel::http::Trust;
use vdsbatch::panel::{Answer, Delivery, Panel};
use vdsbatch::text::lang::Lang;

use super::names::{Found, Names};
use super::secrecy::{Ear, client_of, order_through, program_at, xml};
use super::tls::{Authority, Named, Own, own};
use super::traces::of_password;

const HOST: &str = "panel.example.com";
const TIME: [i32; 2] = [2020, 2100];

/// What an order at a server comes to, where a person trusts this: none if it was accepted, else the words, of
/// which the panel saw not a byte.
fn refused_by(config: &Arc<ServerConfig>, trust: &Trust) -> Option<String> {
    let panel = Ear::new(Some(Arc::clone(config)), |_| xml("<doc><ok/></doc>"));
    let address = panel.address;
    let names = Arc::new(Names::new(move |_| Found::At(vec![address])));
    let client = client_of(&format!("https://{HOST}/billmgr"), trust.clone(), &names);
    match order_through(&client) {
        Delivery::Answered { answer: Answer::Accepted { .. }, .. } => None,
        Delivery::NotTrusted(reason) => {
            assert_eq!(reason.code, ReasonCode::NotTrusted);
            assert_eq!((panel.said(), of_password(&panel.raw())), (Vec::new(), Vec::new()));
            let list = client.services().expect_err("no list");
            assert_eq!((list.reason.code, list.passing), (ReasonCode::NotTrusted, false));
            let words = [Lang::En, Lang::Ru].map(|lang| {
                let words = format!("{} ({})", list.reason.message(lang), list.reason.next_step_unsent(lang));
                for raw in ["Error", "Invalid", "Other(", "CaUsed", "UnixTime", "Context", "{", "Some("] {
                    assert!(!words.contains(raw), "{words}");
                }
                words
            });
            Some(words.join("\n"))
        }
        other => panic!("{other:?}"),
    }
}

struct Files(tempfile::TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    fn ca(&self, pem: &str) -> Trust {
        let file = self.0.path().join("named.pem");
        std::fs::write(&file, pem).expect("a file");
        Trust { ca_file: Some(file), ..Trust::default() }
    }
}

fn pin(own: &Own) -> Trust {
    Trust { pin: Some(own.sha256.parse().expect("a SHA-256")), ..Trust::default() }
}

#[test]
fn a_certificate_that_is_named_is_trusted_byte_for_byte_and_no_other_is() {
    let files = Files::new();
    for authority in [true, false] {
        for names in [&[HOST][..], &["other.example.com", "*.example.com"], &[]] {
            let (it, other) = (own(names, authority, TIME), own(names, authority, TIME));
            for (how, trust) in [("file", files.ca(&it.pem)), ("pin", pin(&it))] {
                let case = format!("{how}, {names:?}, authority: {authority}");
                assert_eq!(refused_by(&it.config, &trust), None, "{case}");
                // Another one for the same name, and the same one in the hands of somebody without its key.
                let words = refused_by(&other.config, &trust).expect(&case);
                assert!(words.contains(&other.sha256) && words.contains("2100-12-31 00:00 UTC"), "{case}: {words}");
                assert!(words.contains("check the panel's address, and ask the provider"), "{case}: {words}");
                // What was done already is not advised.
                assert!(!words.contains("--ca-file") && !words.contains("--certificate-sha256"), "{case}: {words}");
                let words = refused_by(&it.thief, &trust).expect(&case);
                assert!(words.contains("without proof of owning it"), "{case}: {words}");
            }
            let words = refused_by(&it.config, &Trust::default()).expect("nothing is named");
            assert!(words.contains("--certificate-sha256") && words.contains("--ca-file"), "{words}");
            assert!(words.contains("vouched for only by itself") && words.contains(&it.sha256), "{words}");
        }
    }
}

#[test]
fn a_named_certificate_is_for_its_names_and_in_its_time() {
    let files = Files::new();
    for authority in [true, false] {
        for (names, time, said) in [
            (&["other.example.com"][..], TIME, ["for `other.example.com` is not for `panel.example.com`", "не для"]),
            (&["*.panel.example.com", "10.0.0.1"], TIME, ["`*.panel.example.com`, `10.0.0.1`", "other hosts"]),
            (&[HOST], [2020, 2021], ["expired on 2021-12-31 00:00 UTC", "истёк 31.12.2021 00:00 UTC"]),
            (&[], [2020, 2021], ["which names no host, expired on", "check this computer's clock"]),
            (&[HOST], [2090, 2100], ["only from 2090-01-01 00:00 UTC", "проверьте часы этого компьютера"]),
        ] {
            let it = own(names, authority, time);
            for trust in [files.ca(&it.pem), pin(&it)] {
                let words = refused_by(&it.config, &trust).unwrap_or_else(|| panic!("{names:?} {time:?}"));
                assert!(said.iter().all(|said| words.contains(said)), "{said:?}: {words}");
                assert!(!words.contains("--ca-file") && !words.contains("--certificate-sha256"), "{words}");
            }
        }
    }
}

#[test]
fn chains_of_authorities_are_trusted_as_before_and_a_pin_goes_before_them() {
    let (files, authority) = (Files::new(), Authority::new());
    let (leaf, config) = authority.leaf(Named::new(HOST));
    let named = files.ca(&authority.pem());
    assert_eq!(refused_by(&config, &named), None);
    let sha256 = |der: &[u8]| vdsbatch::certificate::Fingerprint::of(der);
    let with = |pin| Trust { pin: Some(pin), ..named.clone() };
    assert_eq!(refused_by(&config, &with(sha256(&leaf))), None);
    // Of the leaf and of nothing else.
    let words = refused_by(&config, &with(sha256(&authority.der()))).expect("a pin of the authority");
    assert!(words.contains("is not the one that was given"), "{words}");
    // The pin alone does, without the authority.
    assert_eq!(refused_by(&config, &Trust { pin: Some(sha256(&leaf)), ca_file: None }), None);
    // An authority vouches for its own only, in their time and by their names.
    for (named_so, said) in [
        (Named { until: 2021, ..Named::new(HOST) }, "expired on 2021-12-31"),
        (Named::new("other.example.com"), "is not for `panel.example.com`"),
    ] {
        let words = refused_by(&authority.server(named_so), &named).expect(said);
        assert!(words.contains(said) && !words.contains("--ca-file"), "{words}");
    }
    let words = refused_by(&Authority::new().server(Named::new(HOST)), &named).expect("another authority");
    assert!(words.contains("is not in `") && words.contains("named.pem`"), "{words}");
}

#[test]
fn the_program_takes_a_pin_from_the_command_line_and_from_the_settings() {
    let it = own(&[], true, TIME);
    let panel = Ear::new(Some(Arc::clone(&it.config)), |request| {
        let list = "<doc><p_elems>0</p_elems></doc>";
        xml(if request.contains("vds.order.7") { "<doc><ok/></doc>" } else { list })
    });
    let (url, proxy) = (format!("https://localhost:{}/billmgr", panel.port()), Ear::silent());
    let plain = it.sha256.replace(':', "").to_lowercase();
    for pin in [&it.sha256, &plain] {
        let (desk, mut command) = program_at(&url, &["--certificate-sha256", pin], &proxy);
        drop(desk.run(&mut command).exits(0).says("accepted 2"));
    }
    let (desk, mut command) = program_at(&url, &["--config", "s.toml"], &proxy);
    let desk = desk.file("s.toml", format!("certificate_sha256 = \"{plain}\"\n").as_bytes());
    drop(desk.run(command.current_dir(desk.dir.path())).exits(0).says("accepted 2"));
    let sent = panel.said().len();
    let other = own(&[], true, TIME);
    let (desk, mut command) = program_at(&url, &["--certificate-sha256", &other.sha256], &proxy);
    drop(desk.run(&mut command).exits(1).says("T302").says(&it.sha256).says("nothing was sent"));
    for wrong in ["AA:BB", "not hexadecimal", ""] {
        let (desk, mut command) = program_at(&url, &["--certificate-sha256", wrong], &proxy);
        drop(desk.run(&mut command).exits(2));
    }
    let desk = desk.file("s.toml", b"certificate_sha256 = \"AA\"\n");
    let mut command = desk.command(&["--yes", "--config", "s.toml"]);
    drop(desk.run(command.current_dir(desk.dir.path())).exits(1).says("certificate_sha256").says("64"));
    assert_eq!(panel.said().len(), sent);
}
