//! Which words are the program's own, and which passwords are known here.

use crate::cli::file::KEYS;
use crate::cli::{self, Common};
use crate::host::secret::{self, ExposeSecret};
use crate::order::{Flaw, MoneyState, ReasonCode, Status};
use crate::sheet::Field;
use crate::text::alias::{Aliases, Own};
use crate::text::lang::Lang;
use crate::verb::settings;

/// Words that stand in commands, messages and records.
const WORDS: &str = "vdsbatch process check reconcile report runs show resolve release adopt account catalog config \
    profile ledger support recover where pull last add use orders заказы text xlsx csv json toml utf-8 windows-1251 tab \
    id domain домен номер_услуги текст папка reason to fix исправить check проверить none some true false main \
    stateless session http https ru en ihor demo5 demo6 html xml charset application no service list services order vds billmgr \
    ok error warning note default built in practice panel test gb mb гб мб agree licence_agreement";

/// How reasons begin behind which there are a library's or the system's words: not a panel's.
const OF_THE_SYSTEM: char = 'T';

/// What a text may have of the program's own.
pub(super) fn own(common: &Common) -> Own {
    let langs = [Lang::En, Lang::Ru];
    let mut texts: Vec<String> = vec![WORDS.to_owned()];
    for lang in langs {
        texts.extend(Status::ALL.iter().map(|status| status.title(lang).to_owned()));
        texts.extend(MoneyState::ALL.iter().map(|money| money.title(lang).to_owned()));
    }
    texts.extend(Status::ALL.iter().map(|status| status.word().to_owned()));
    texts.extend(ReasonCode::ALL.iter().map(|reason| reason.word().to_owned()));
    texts.extend(KEYS.iter().map(|key| key.name.to_owned()));
    for field in Field::ALL {
        let (en, ru) = field.header();
        texts.extend([en.to_owned(), ru.to_owned(), field.word().to_owned()]);
        texts.extend(field.facts().also.iter().map(|name| (*name).to_owned()));
    }
    // What a provider sells to everybody names nobody; the table of one's own does, maybe.
    for name in ["ihor", "demo5", "demo6", common.catalog.as_str()] {
        let Ok(table) = settings::catalog(name) else { continue };
        texts.extend(table.tariffs.iter().map(|tariff| tariff.name.clone()));
        texts.extend(table.templates.iter().map(|template| template.name.clone()));
    }
    let words = texts.iter().flat_map(|text| text.split([' ', ',', '(', ')', '?'])).filter(|word| !word.is_empty());
    let is_of_panel = |reason: &&ReasonCode| !reason.code().0.starts_with(OF_THE_SYSTEM);
    let reasons = ReasonCode::ALL.iter().filter(is_of_panel);
    Own {
        words: words.map(str::to_lowercase).collect(),
        reasons: reasons
            .flat_map(|reason| langs.map(|lang| format!("{} {}", reason.code(), reason.title(lang))))
            .collect(),
        details: Flaw::WORDS.to_vec(),
    }
}

/// Tells every password that can be found without asking: none of them may stand anywhere.
pub(super) fn secrets(aliases: &mut Aliases, common: &Common) {
    let file = cli::settings(common).ok().flatten().and_then(|(config, _)| config.get("password_file").map(Into::into));
    for password in secret::lying_about(file) {
        aliases.secret(password.expose_secret());
    }
}
