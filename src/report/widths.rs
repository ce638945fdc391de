//! How wide columns are, and how many lines stand in them: on the screen, and on a page of A4. Pure.

use unicode_width::UnicodeWidthStr;

use super::entry::Entry;

/// The margin on each side of a page, in inches.
pub(super) const SIDE: f64 = 0.3;

/// The most lines that a row grows to: no program makes one higher. The whole text is in the cell.
pub(super) const MOST_LINES: usize = 27;

/// The least and the most characters of a column of which nothing else was said.
pub(super) const USUAL: Width = Width { least: 8, most: 36 };

/// The least and the most characters of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Width {
    pub(super) least: usize,
    pub(super) most: usize,
}

/// The pixels of a page across, A4, where its letters are shrunk to 64 hundredths: 11 points to 7.
pub(super) const ACROSS: usize = 1663;

/// The same where there is no Calibri, whose stand-ins are a fifth wider: so are the columns then, and not the page.
pub(super) const ANYWHERE: usize = 1363;

/// Makes columns as much narrower as it takes for all of them to be printed at 7 points, where what stands in them goes
/// on in another line; the widest ones first.
pub(super) fn to_page(widths: &mut [Width], wrapped: &[bool]) {
    to_pixels(widths, wrapped, ACROSS);
}

/// The same for so many pixels.
pub(super) fn to_pixels(widths: &mut [Width], wrapped: &[bool], most: usize) {
    while across(widths) > most {
        let narrower = widths.iter_mut().zip(wrapped).filter(|(width, wrapped)| **wrapped && width.most > width.least);
        let Some((widest, _)) = narrower.max_by_key(|(width, _)| width.most) else { return };
        widest.most -= 1;
    }
}

/// How many pixels wide columns are at most. At 96 an inch, a character is 7 pixels wide, and between columns there
/// are 5.
pub(super) fn across(widths: &[Width]) -> usize {
    widths.iter().map(|width| width.most * 7 + 5).sum()
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Content {
    /// The characters of its widest line of text.
    pub(super) text: usize,
    /// The characters of its longest text, which has room within the lines that a row can grow to.
    pub(super) longest: usize,
    /// The characters of what cannot go on in another line, such as a number or a day.
    pub(super) whole: usize,
    /// The characters that its header needs.
    pub(super) header: usize,
}

impl Content {
    /// Takes in what stands in a cell of the column.
    pub(super) fn take(&mut self, entry: &Entry<'_>) {
        match entry {
            Entry::Text(text) => {
                self.text = self.text.max(entry.width());
                self.longest = self.longest.max(text.lines().map(|line| line.width().max(NARROW)).sum());
            }
            other => self.whole = self.whole.max(other.width()),
        }
    }

    /// Takes in its header.
    pub(super) fn head(&mut self, header: &str) {
        self.header = self.header.max(min(two_lines(header) + 3, WIDE));
    }

    /// How wide the column may be, and whether it may be narrower.
    const fn width(self) -> (Width, bool) {
        let most = max(min(room(self.text) + 1, WIDE), max(self.header, room(self.whole) + 2));
        let needed = room(self.longest).div_ceil(MOST_LINES - 1) + 2;
        let least = max(max(min(most, NARROW), min(needed, WIDEST)), room(self.whole) + 2);
        (Width { least, most: max(most, least) }, self.text > 0)
    }
}

/// The content of a column; those to its left are empty until something is found in them.
pub(super) fn at(contents: &mut Vec<Content>, col: u16) -> &mut Content {
    let col = usize::from(col);
    if contents.len() <= col {
        contents.resize(col + 1, Content::default());
    }
    &mut contents[col]
}

/// The widest that text makes a column which can go on in another line.
const WIDE: usize = 60;
/// The narrowest that a column of text gets.
const NARROW: usize = 10;
/// The widest that a column may be: no program takes more than 255.
const WIDEST: usize = 200;

/// How wide columns may be, so that nothing in them is cut off, and how many pages across they take.
pub(super) fn of_contents(contents: &[Content]) -> (Vec<Width>, u16) {
    let (mut widths, wrapped): (Vec<Width>, Vec<bool>) = contents.iter().map(|content| content.width()).unzip();
    to_pixels(&mut widths, &wrapped, ANYWHERE);
    let pages = across(&widths).div_ceil(ANYWHERE).max(1);
    (widths, u16::try_from(pages).unwrap_or(u16::MAX))
}

const fn max(one: usize, other: usize) -> usize {
    if one > other { one } else { other }
}

const fn min(one: usize, other: usize) -> usize {
    if one < other { one } else { other }
}

/// The width at which a header takes two lines.
pub(super) fn two_lines(header: &str) -> usize {
    let words: Vec<&str> = header.split_whitespace().collect();
    let width = |words: &[&str]| words.join(" ").width();
    let broken_behind = |first: usize| width(&words[..first]).max(width(&words[first..]));
    // More words than forty are wider in two lines than any column may be.
    (1..=words.len().min(40)).map(broken_behind).min().unwrap_or(0)
}

/// How many lines words take within so many characters; a word that is longer takes several.
pub(super) fn lines_within(text: &str, most: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split_whitespace() {
        let width = room(word.width());
        let gap = usize::from(used > 0);
        if used + gap + width > most && used > 0 {
            (lines, used) = (lines + 1, 0);
        }
        let more = (width.max(1) - 1) / most;
        lines += more;
        used += usize::from(used > 0) + width - more * most;
    }
    lines
}

/// What so many characters need: Cyrillic letters are wider than the digit that Excel measures by.
pub(super) const fn room(characters: usize) -> usize {
    characters + characters / 12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_split_where_it_gets_narrowest() {
        assert_eq!(two_lines("Автопродление"), 13);
        assert_eq!(two_lines("Фактическая сумма"), 11);
        assert_eq!(two_lines("a bb ccc dddd"), 8);
        assert_eq!(two_lines(""), 0);
    }

    #[test]
    fn a_line_holds_as_many_words_as_there_is_room_for() {
        assert_eq!(lines_within("Planned amount", 13), 2);
        assert_eq!(lines_within("Planned amount", 14), 1);
        assert_eq!(lines_within("Ordered on (Europe/Kaliningrad)", 10), 4);
        assert_eq!(lines_within("", 10), 1);
    }

    #[test]
    fn a_page_has_room_for_its_columns_or_there_are_more_pages() {
        let text = |text| Content { text, longest: text, ..Content::default() };
        let (widths, pages) = of_contents(&[text(500), text(20), Content { whole: 12, ..Content::default() }]);
        assert_eq!((pages, widths[0].most, widths[1].most, widths[2].most), (1, 60, 22, 15));
        let (widths, pages) = of_contents(&[text(60); 8]);
        assert!(pages == 1 && widths.iter().all(|width| (23..=32).contains(&width.most)));
        let (widths, pages) = of_contents(&[text(60); 40]);
        assert!(pages == 3 && widths.iter().all(|width| width.most == NARROW));
        let (widths, _) = of_contents(&[Content { text: 60, longest: 4000, ..Content::default() }; 2]);
        assert!(widths.iter().all(|width| 4000 / width.least < MOST_LINES), "all of a long text is shown");
    }
}
