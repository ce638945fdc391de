//! What a panel says that it sells: reads only, and signed in as every read is.

use std::thread::sleep;
use std::time::Duration;

use super::client::{Client, Limits};
use crate::catalog::offered::{Export, OrderForm, TariffStep};
use crate::catalog::{DataCentreId, Months, Protocol, TariffId};
use crate::order::{Detail, Flaw, Reason, ReasonCode};
use crate::panel::ReadError;
use crate::panel::billmanager::Reply;
use crate::panel::billmanager::offer::asking::{self, Wanted};
use crate::panel::billmanager::offer::{lacks_a_step, read_export, read_form, read_step};
use crate::panel::billmanager::request::Form;

/// The largest price list that is read, and how long it may take.
const PRICE_LIST: Limits = Limits { largest: 40 << 20, longest: Duration::from_mins(1) };

/// The pause between reads that one question needs.
const PAUSE: Duration = Duration::from_millis(500);

impl Client {
    /// Reads the panel's price list.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is none, when it is larger than 40 MB, is not whole, or has no tariff that can be
    /// read. What a panel answers under load (503, or nothing) is a passing one.
    pub fn price_list(&self, protocol: &Protocol) -> Result<Export, ReadError> {
        let read = self.read(asking::price_list(protocol), PRICE_LIST, |reply| read_export(reply, protocol));
        read.map(|export| self.discretion().of_export(export)).map_err(|error| {
            let large = error.reason.detail == Some(Detail::Answer(Flaw::TooLarge));
            if !large {
                return error;
            }
            // The next answer would be as large.
            let reason = Reason::flawed(ReasonCode::Unreadable, Flaw::TooLarge);
            ReadError { reason, passing: false, ..error }
        })
    }

    /// Reads the step of an order at which a tariff is chosen, for one data centre or for the one that the panel
    /// shows first. A panel that wants an earlier step first is asked for that.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when there is no such step, or the panel cannot be asked.
    pub fn tariffs(&self, protocol: &Protocol, place: Option<DataCentreId>) -> Result<TariffStep, ReadError> {
        let read = |reply: &Reply| read_step(reply, protocol);
        let step = self.in_turn(protocol, &asking::tariffs(protocol, place), read);
        step.map(|step| self.discretion().of_step(step))
    }

    /// Reads the form of an order for one tariff, of a data centre and a period where they are said. It is not sent,
    /// so that nothing is ordered.
    ///
    /// # Errors
    ///
    /// [`ReadError`] when the panel does not show this form, but another one or none, or cannot be asked.
    pub fn order_form(
        &self,
        protocol: &Protocol,
        tariff: TariffId,
        place: Option<DataCentreId>,
        months: Option<Months>,
    ) -> Result<OrderForm, ReadError> {
        let wanted = Wanted { tariff, place, months };
        let read = |reply: &Reply| read_form(reply, protocol, wanted);
        let form = self.in_turn(protocol, &asking::order_form(protocol, wanted), read)?;
        let described = asking::described(protocol, wanted).filter(|_| form.inputs.is_empty());
        let form = match described {
            Some(question) => {
                self.pause();
                self.described(question, form, read)?
            }
            None => form,
        };
        Ok(self.discretion().of_offer(form))
    }

    /// The form as the panel shows it to whoever develops for it: XML may say only there of what kind a field is. One
    /// that does not show that leaves the form as it is.
    fn described(
        &self,
        question: Form,
        form: OrderForm,
        read: impl Fn(&Reply) -> Result<OrderForm, ReadError>,
    ) -> Result<OrderForm, ReadError> {
        match self.ask(question, read) {
            Ok(described) if !described.inputs.is_empty() || !described.buttons.is_empty() => Ok(described),
            Err(error) if error.passing => Err(error),
            Ok(_) | Err(_) => Ok(form),
        }
    }

    /// How many requests a panel takes is not documented: at most two a second.
    fn pause(&self) {
        if !self.is_loopback() {
            sleep(PAUSE);
        }
    }

    /// Asks for a step; where the panel wants an earlier one first, for those one by one, until it is content.
    pub(super) fn in_turn<T>(
        &self,
        protocol: &Protocol,
        form: &Form,
        read: impl Fn(&Reply) -> Result<T, ReadError>,
    ) -> Result<T, ReadError> {
        let ask = || {
            self.ask(form.clone(), |reply| match read(reply) {
                Err(error) if lacks_a_step(reply, protocol) => Ok(Err(error)),
                read => read.map(Ok),
            })
        };
        let mut refused = match ask()? {
            Ok(step) => return Ok(step),
            Err(error) => error,
        };
        for first in asking::first_steps(protocol).into_iter().filter(|first| first["func"] != form["func"]) {
            self.pause();
            // Whatever it shows is not what was asked for.
            self.ask(first, |_| Ok(()))?;
            self.pause();
            match ask()? {
                Ok(step) => return Ok(step),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }
}
