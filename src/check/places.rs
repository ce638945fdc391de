//! Where the columns of a sheet stand that rows are read by: every row asks for all of them.

use crate::sheet::{Column, Content, Field, Layout, Role};

/// A column to read cells of, which a sheet need not have, and what they hold.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'l> {
    pub(super) column: Option<&'l Column>,
    pub(super) content: Content,
}

impl<'l> Spot<'l> {
    /// The unit that the header names.
    pub(super) fn unit(self) -> Option<&'l str> {
        self.column?.unit.as_deref()
    }
}

/// The columns of a sheet by their fields.
#[derive(Debug)]
pub(super) struct Places<'l> {
    layout: &'l Layout,
    columns: [Option<&'l Column>; Field::ALL.len()],
}

impl<'l> Places<'l> {
    pub(super) fn new(layout: &'l Layout) -> Self {
        let of = |field| layout.columns.iter().find(|column| column.role == Role::Field(field));
        Self { layout, columns: Field::ALL.map(of) }
    }

    pub(super) const fn layout(&self) -> &'l Layout {
        self.layout
    }

    /// The column of a field.
    pub(super) const fn of(&self, field: Field) -> Spot<'l> {
        Spot { column: self.columns[field.index() as usize], content: field.facts().content }
    }
}
