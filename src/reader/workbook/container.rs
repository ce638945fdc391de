//! The container that an `.xls` stands in: sectors in chains, and a directory of named streams. \[MS-CFB\].

use super::bytes::{u16_at, u32_at};

/// The kinds of entries of the directory.
const STREAM: u8 = 2;

/// Where a chain ends, and every number that names no sector.
const LAST: u32 = 0xffff_fffa;

/// An entry of the directory.
struct Entry {
    name: String,
    kind: u8,
    /// The entries before and after it on its floor, and the first of those that it holds.
    kin: [u32; 3],
    start: u32,
    length: usize,
}

/// A container, held whole.
pub(super) struct Container<'c> {
    bytes: &'c [u8],
    /// The size of a sector, and of one of the small ones.
    sector: usize,
    small: usize,
    /// Streams below this length stand in small sectors.
    cutoff: usize,
    chains: Vec<u32>,
    small_chains: Vec<u32>,
    /// The stream that the small sectors stand in.
    smalls: Vec<u8>,
    directory: Vec<u8>,
}

impl<'c> Container<'c> {
    /// None if its end is missing, or it is no container.
    pub(super) fn open(bytes: &'c [u8]) -> Option<Self> {
        let power = |at: usize| u16_at(bytes, at).filter(|power| (6..=16).contains(power)).map(|power| 1 << power);
        let (sector, small) = (power(30)?, power(32)?);
        let cutoff = usize::try_from(u32_at(bytes, 56)?).ok()?;
        let mut container = Self {
            bytes,
            sector,
            small,
            cutoff,
            chains: Vec::new(),
            small_chains: Vec::new(),
            smalls: Vec::new(),
            directory: Vec::new(),
        };
        container.chains = container.table()?;
        container.directory = container.chain(u32_at(bytes, 48)?)?;
        if let Some(first) = u32_at(bytes, 60).filter(|first| *first < LAST) {
            container.small_chains = numbers(&container.chain(first)?);
        }
        if let Some(root) = container.entry(0).filter(|root| root.start < LAST && root.length > 0) {
            container.smalls = container.chain(root.start)?;
        }
        Some(container)
    }

    /// The stream of a name, whose case says nothing; only what stands on the first floor. None if there
    /// is none.
    ///
    /// # Errors
    ///
    /// When its end is missing.
    pub(super) fn stream(&self, name: &str) -> Option<Result<Vec<u8>, CutOff>> {
        let is = |entry: &Entry| entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name);
        let entry = self.first_floor().into_iter().find(is)?;
        Some(self.content(&entry).ok_or(CutOff))
    }

    /// What a stream holds.
    fn content(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut content = if entry.length < self.cutoff {
            let mut content = Vec::new();
            for at in walk(&self.small_chains, entry.start)? {
                content.extend_from_slice(self.smalls.get(at * self.small..)?.get(..self.small)?);
            }
            content
        } else {
            self.chain(entry.start)?
        };
        if content.len() < entry.length {
            return None;
        }
        content.truncate(entry.length);
        Some(content)
    }

    /// The entries on the first floor. Embedded files have streams of the same names on floors of their own.
    fn first_floor(&self) -> Vec<Entry> {
        let count = self.directory.len() / 128;
        let mut met = vec![false; count];
        let mut open: Vec<u32> = self.entry(0).map(|root| root.kin[2]).into_iter().collect();
        let mut floor = Vec::new();
        while let Some(at) = open.pop() {
            let Ok(at) = usize::try_from(at) else { continue };
            // Each once, however they name each other.
            if met.get(at) != Some(&false) {
                continue;
            }
            met[at] = true;
            let Some(entry) = self.entry(at) else { continue };
            open.extend([entry.kin[0], entry.kin[1]]);
            floor.push(entry);
        }
        floor
    }

    fn entry(&self, at: usize) -> Option<Entry> {
        let entry = self.directory.get(at * 128..)?.get(..128)?;
        let letters = usize::from(u16_at(entry, 64)?).min(64) / 2;
        let name: Vec<u16> =
            (0..letters).filter_map(|at| u16_at(entry, at * 2)).take_while(|unit| *unit != 0).collect();
        Some(Entry {
            name: String::from_utf16_lossy(&name),
            kind: entry[66],
            kin: [u32_at(entry, 68)?, u32_at(entry, 72)?, u32_at(entry, 76)?],
            start: u32_at(entry, 116)?,
            length: usize::try_from(u32_at(entry, 120)?).ok()?,
        })
    }

    /// The table of chains: by sector, the one that follows. The sectors that it stands in itself are named in
    /// the header and in a list that the header begins.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts: Vec<u32> = numbers(self.bytes.get(76..512)?);
        let (mut list, mut met) = (u32_at(self.bytes, 68)?, 0);
        while list < LAST {
            let mut part = numbers(self.sector(list)?);
            list = part.pop()?;
            parts.extend(part);
            met += 1;
            if met > self.bytes.len() / self.sector {
                return None;
            }
        }
        parts.retain(|part| *part < LAST);
        if parts.len() > self.bytes.len() / self.sector {
            return None;
        }
        let mut table = Vec::new();
        for part in parts {
            table.extend(numbers(self.sector(part)?));
        }
        Some(table)
    }

    fn sector(&self, at: u32) -> Option<&'c [u8]> {
        let start = usize::try_from(at).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        self.bytes.get(start..)?.get(..self.sector)
    }

    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for at in walk(&self.chains, start)? {
            let start = at.checked_add(1)?.checked_mul(self.sector)?;
            let end = start.checked_add(self.sector)?.min(self.bytes.len());
            // The last sector of a file need not be whole.
            content.extend_from_slice(self.bytes.get(start..end)?);
        }
        Some(content)
    }
}

/// The end of a stream is missing.
#[derive(Debug)]
pub(super) struct CutOff;

/// The sectors of a chain; none if it goes round or nowhere.
fn walk(chains: &[u32], start: u32) -> Option<Vec<usize>> {
    let (mut at, mut sectors) = (start, Vec::new());
    while at < LAST {
        let sector = usize::try_from(at).ok()?;
        at = *chains.get(sector)?;
        sectors.push(sector);
        if sectors.len() > chains.len() {
            return None;
        }
    }
    Some(sectors)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number)).collect()
}
