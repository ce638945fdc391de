//! Whether the panel is signed in to: a panel that waits for a second factor answers every call, an
//! order among them, with a bare success.

use super::secrecy::{Ear, program_at, xml};

#[test]
fn a_panel_that_waits_for_a_second_factor_takes_no_order() {
    let proxy = Ear::silent();
    for more in [&[][..], &["--no-list"]] {
        let panel = Ear::new(None, |_| xml("<doc><ok/></doc>"));
        let (desk, mut command) = program_at(&format!("http://127.0.0.1:{}/billmgr", panel.port()), more, &proxy);
        desk.run(&mut command).exits(1).says("a success without data").says("not sent 2");
        assert!(!String::from_utf8_lossy(&panel.said()).contains("vds.order"), "{more:?}");
    }
}

#[test]
fn without_a_list_the_accounts_data_prove_the_session() {
    let proxy = Ear::silent();
    let at = |balance: &'static str| {
        let panel = Ear::new(None, move |request| {
            xml(if request.contains("vds.order.7") { "<doc><ok/></doc>" } else { balance })
        });
        let url = format!("http://127.0.0.1:{}/billmgr", panel.port());
        (panel, program_at(&url, &["--no-list"], &proxy))
    };
    for balance in ["<doc><balance>0.00</balance></doc>", "<doc><elem><balance>-5.00</balance></elem></doc>"] {
        let (panel, (desk, mut command)) = at(balance);
        desk.run(&mut command).exits(0).says("accepted 2");
        assert_eq!(String::from_utf8_lossy(&panel.said()).matches("vds.order.7").count(), 2);
    }
    for balance in ["<doc/>", "<doc><error code=\"3\" obj=\"accountinfo\">no such function</error></doc>"] {
        let (panel, (desk, mut command)) = at(balance);
        desk.run(&mut command).exits(1).says("not sent 2");
        assert!(!String::from_utf8_lossy(&panel.said()).contains("vds.order"), "{balance}");
    }
}
