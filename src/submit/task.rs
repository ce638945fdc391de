//! What an order asks of the worker that carries it, and what it is told. Pure.

use std::sync::Arc;
use std::time::Duration;

use crate::order::cart::Cart;
use crate::order::service::Listing;
use crate::order::{Outcome, Reason, ReasonCode, Unwritten};
use crate::panel::Delivery;

/// What is to be done next for an order, and how it can be replied to.
#[derive(Clone, Debug)]
pub enum Task {
    /// Wait for the order's place in the pace: done, or stopped.
    Pace,
    /// Write that an attempt begins: done, or failed.
    Begin,
    /// Send the order of the attempt that was begun: delivered.
    Send,
    /// Write how the attempt ended: done, or failed.
    Close(Box<Outcome>),
    /// Read the account's cart: carted.
    Cart,
    /// Write that this item of the cart is about to be paid, and how the order stands until more is known: done,
    /// failed, or stopped if it must not be paid any more.
    Confirm(String, Box<Outcome>),
    /// Pay for the item that was written: delivered.
    Pay,
    /// Write how the payment ended: done, or failed.
    CloseConfirm(Box<Outcome>),
    /// Tell that fewer orders go out at a time: done.
    Slow(usize),
    /// Wait before the order is tried again: done, or stopped if it must not be.
    Wait(Reason, Pause),
    /// Wait before the panel is probed: done, or stopped.
    Pause(Duration),
    /// Ask the panel something that only reads: answers.
    Probe,
    /// Wait before the list is read: done, or stopped.
    Rest(Duration),
    /// Read the panel's list, in so long at most: listed.
    List(Duration),
    /// Write what became known better: done, or failed.
    Settle(Box<Outcome>),
    /// Write what the ledger does not take, for this reason, anywhere else: done.
    Save(Box<Outcome>, Unwritten),
    /// Nothing: the order has ended.
    End(Box<Outcome>),
}

/// How long to wait before another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// So long, as the panel asks.
    Exactly(Duration),
    /// A random part of this, so that workers do not come back all at once.
    UpTo(Duration),
}

/// What came of a task.
#[derive(Clone, Debug)]
pub enum Reply {
    /// It is done.
    Done,
    /// The wait was cut short, or what it was for may not be done any more.
    Stopped,
    /// The ledger did not take it.
    Failed(Unwritten),
    /// How the request ended.
    Delivered(Delivery),
    /// The cart, none at a panel that has none, or why it could not be read.
    Carted(Result<Option<Cart>, ReasonCode>),
    /// The list, or why it could not be read.
    Listed(Result<Arc<Listing>, ReasonCode>),
    /// Whether the panel answers.
    Answers(bool),
}
