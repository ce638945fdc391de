//! Bugs by which a person would see another thing in a sheet than is ordered.

use super::{Plant, plant};

const SHEET: &str = "src/reader/workbook/xlsx/sheet.rs";
const PACKAGE: &str = "src/reader/workbook/xlsx/package.rs";
const STYLES: &str = "src/reader/workbook/xlsx/styles.rs";

const SIZE: &str = "it sheet_tricks::what_has_next_to_no_height_or_width_is_hidden";
const FORMAT: &str = "it sheet_tricks::a_format_shows_what_it_fills_a_cell_with";
const TWICE: &str = "it sheet_tricks::one_number_of_two_formats_refuses_the_file";
const LETTERS: &str = "it sheet_tricks::letters_that_nobody_can_see_show_nothing";
const ZEROS: &str = "it sheet_tricks::a_zero_that_the_sheet_does_not_show_is_hidden";
const MERGED: &str = "it sheet_tricks::merged_areas_are_merged_however_they_are_written";
const CHOSEN: &str = "it sheet_tricks::nothing_is_chosen_for_another_program";
const LEADS: &str = "it sheet_tricks::relations_lead_to_one_part_each";
const SLASHES: &str = "it sheet_tricks::a_name_of_a_part_is_one_however_many_slashes_are_in_it";
const BEHIND: &str = "it sheet_tricks::an_archive_behind_another_one_is_refused";

/// Every bug of this part.
pub const PLANTS: &[Plant] = &[
    plant("a row of no height to speak of is seen", SHEET, ["const LOW: f64 = 1.5;", "const LOW: f64 = 0.0;"], &[SIZE]),
    plant(
        "a row of an old workbook of no height to speak of is seen",
        "src/reader/workbook/columns.rs",
        ["pub(super) const LOW: u16 = 30;", "pub(super) const LOW: u16 = 1;"],
        &["it sheet_binary::hidden_rows_and_sheets_of_binary_workbooks_are_told"],
    ),
    plant(
        "a row of an .ods of no height to speak of is seen",
        "src/reader/workbook/ods/styles.rs",
        ["length * points < 1.5", "length < 0.01"],
        &["lib reader::workbook::ods::styles::tests::what_is_less_than_two_dots_is_not_seen"],
    ),
    plant(
        "a format's filling is not read",
        "src/sheet/shown/code.rs",
        ["'*' => section.words(behind[..second].trim()),", "'*' => {}"],
        &[FORMAT],
    ),
    plant(
        "the last format of a number counts",
        STYLES,
        ["self.twice = self.twice.or(other.then_some(id));", "let _ = other;"],
        &[TWICE],
    ),
    plant(
        "white letters are read",
        "src/reader/workbook/xlsx/unseen.rs",
        ["paint == fill.unwrap_or(WHITE)", "Some(paint) == fill"],
        &[LETTERS],
    ),
    plant(
        "white letters of an .ods are read",
        "src/reader/workbook/ods/styles.rs",
        ["back.as_deref().unwrap_or(\"#ffffff\")", "back.as_deref().unwrap_or_default()"],
        &["it sheet_ods::letters_that_nobody_can_see_show_nothing"],
    ),
    plant("a zero that is not shown is ordered", SHEET, ["self.hides_zeros |= ", "let _ = "], &[ZEROS]),
    plant(
        "a merge that nobody understands is none",
        SHEET,
        ["merged(&element).map(Some)", "Ok(merged(&element).ok())"],
        &[MERGED],
    ),
    plant(
        "a column that is hidden for other programs is seen",
        SHEET,
        ["return self.alternative();", "return self.skip();"],
        &[CHOSEN],
    ),
    plant(
        "the first of two styles counts",
        PACKAGE,
        ["if found.next().is_some() {", "if found.next().is_some() && kind.is_empty() {"],
        &[LEADS],
    ),
    plant(
        "a name with a slash more is another part",
        "src/reader/workbook/xlsx/archive.rs",
        [
            "resolved(\"\", &name.replace('\\\\', \"/\")).to_ascii_lowercase()",
            "name.replace('\\\\', \"/\").to_ascii_lowercase()",
        ],
        &[SLASHES],
    ),
    plant(
        "what stands before an archive is not looked at",
        "src/reader/format.rs",
        [" || archive.offset() != 0", ""],
        &[BEHIND],
    ),
];
