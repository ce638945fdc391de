//! The cells of the matrix: when what goes wrong, what became of the order, and in whose hands.

/// When something goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Phase {
    /// The panel's name is looked up.
    Dns,
    /// The connection is made.
    Connect,
    /// TLS is agreed on.
    Handshake,
    /// The panel has only part of the request.
    Sending,
    /// The panel has the request, and no byte of an answer has come.
    Waiting,
    /// Part of the answer's head has come.
    Head,
    /// The answer's head has come, and part of its body.
    Body,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fault {
    /// Whoever is there says no, in the way of that phase: no such name, a closed port, an alert,
    /// HTTP 429, HTTP 503, a redirect, a challenge page.
    Refuse,
    /// The certificate is nobody's.
    Distrust,
    /// The other side closes. In the body: right behind its last byte.
    Cut,
    /// The other side resets the connection.
    Reset,
    /// Nothing comes any more.
    Hang,
    /// What comes ends early.
    Short,
    /// What comes is nonsense.
    Garbage,
    /// What comes does not end.
    Flood,
}

/// What became of the order at the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Truth {
    /// It is never executed.
    Never,
    /// It is executed before anything goes wrong.
    Before,
    /// It is executed after the list was read once more.
    Soon,
    /// It is executed after the run has ended.
    Late,
    /// It stands and is not paid.
    Unpaid,
    /// The earlier try is executed after all, just before this one.
    Earlier,
}

/// In whose hands the order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// The first try of the run's first order.
    Opening,
    /// The first try of a later order.
    Later,
    /// The second try of an order whose first one was proved absent.
    Again,
    /// The first try of a process that died of it; judged at the next start.
    Crash,
}

/// How long it goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Spell {
    /// For one request.
    Once,
    /// For every try of this order; other requests get through.
    EveryTry,
    /// For this and every later request of any kind.
    Lasting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell {
    pub phase: Phase,
    pub fault: Fault,
    pub truth: Truth,
    pub context: Context,
    pub spell: Spell,
}

const PHASES: [Phase; 7] =
    [Phase::Dns, Phase::Connect, Phase::Handshake, Phase::Sending, Phase::Waiting, Phase::Head, Phase::Body];
const FAULTS: [Fault; 8] =
    [Fault::Refuse, Fault::Distrust, Fault::Cut, Fault::Reset, Fault::Hang, Fault::Short, Fault::Garbage, Fault::Flood];
const TRUTHS: [Truth; 6] = [Truth::Never, Truth::Before, Truth::Soon, Truth::Late, Truth::Unpaid, Truth::Earlier];
const CONTEXTS: [Context; 4] = [Context::Opening, Context::Later, Context::Again, Context::Crash];
const SPELLS: [Spell; 3] = [Spell::Once, Spell::EveryTry, Spell::Lasting];

/// Every combination, possible or not.
pub fn all() -> Vec<Cell> {
    let mut cells = Vec::new();
    for phase in PHASES {
        for fault in FAULTS {
            for truth in TRUTHS {
                for context in CONTEXTS {
                    for spell in SPELLS {
                        cells.push(Cell { phase, fault, truth, context, spell });
                    }
                }
            }
        }
    }
    cells
}

impl Cell {
    /// Why this combination cannot exist; none if it can. The first reason counts.
    pub fn impossible(self) -> Option<&'static str> {
        self.no_such_fault().or_else(|| self.no_such_truth()).or_else(|| self.no_such_spell())
    }

    fn no_such_fault(self) -> Option<&'static str> {
        match (self.phase, self.fault) {
            (Phase::Handshake, _) => None,
            (_, Fault::Distrust) => Some("a certificate is shown in the handshake only"),
            (Phase::Dns, Fault::Reset) => Some("a look-up has no connection of ours that could be reset"),
            (Phase::Connect, Fault::Cut | Fault::Reset) => {
                Some("before a connection stands, to cut or to reset it is to refuse it")
            }
            (Phase::Connect, Fault::Short | Fault::Garbage | Fault::Flood) => {
                Some("while a connection is made no byte comes from the other side")
            }
            (Phase::Waiting, Fault::Short | Fault::Garbage) => Some("with the first byte of an answer its head begins"),
            _ => None,
        }
    }

    fn no_such_truth(self) -> Option<&'static str> {
        match (self.phase, self.truth, self.context) {
            (_, Truth::Earlier, Context::Again) | (_, Truth::Never, _) => None,
            (_, Truth::Earlier, _) => Some("only an order that is sent again has an earlier try"),
            (Phase::Dns | Phase::Connect | Phase::Handshake, ..) => Some("no byte of the order left"),
            (Phase::Sending, ..) => Some("the panel has only part of the order"),
            (Phase::Waiting | Phase::Head | Phase::Body, ..) => None,
        }
    }

    fn no_such_spell(self) -> Option<&'static str> {
        match (self.spell, self.context) {
            (Spell::EveryTry, Context::Crash) => Some("the process died in its first try"),
            (Spell::EveryTry, _) if !self.is_tried_again() => Some("it is tried only once"),
            _ => None,
        }
    }

    /// Whether the try is proved not to have been executed, and may be repeated at once.
    pub fn is_tried_again(self) -> bool {
        match self.phase {
            Phase::Dns | Phase::Connect => true,
            Phase::Handshake => self.fault != Fault::Distrust,
            Phase::Sending => self.fault == Fault::Refuse,
            Phase::Waiting | Phase::Head | Phase::Body => false,
        }
    }

    /// Whether the cell is played over TLS: handshakes, and the later orders of a run that are hit
    /// once, so that each fault of each phase is met on either wire.
    pub fn is_tls(self) -> bool {
        self.phase == Phase::Handshake || (self.context, self.spell) == (Context::Later, Spell::Once)
    }
}
