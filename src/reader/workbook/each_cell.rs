//! How the readers of this house pass cells on.

use std::ops::ControlFlow;

use crate::reader::error::SheetError;
use crate::sheet::Cell;

/// Told of each cell that holds something, with its row and column from 0; breaks off the reading.
pub(super) type EachCell<'e> = &'e mut dyn FnMut(u32, u32, Cell) -> Result<ControlFlow<()>, SheetError>;
