//! AES, as far as it undoes what was encrypted. FIPS 197.
//!
//! Written here and not taken from a crate: no kept crate of this program has it, and it guards nothing, since the
//! only key that is ever used comes from a password that everybody knows.

/// The product of two numbers of the field.
const fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b > 0 {
        if b & 1 != 0 {
            product ^= a;
        }
        a = (a << 1) ^ if a & 0x80 != 0 { 0x1b } else { 0 };
        b >>= 1;
    }
    product
}

/// The box of substitutes, and the way back.
const BOXES: ([u8; 256], [u8; 256]) = {
    let (mut there, mut back) = ([0; 256], [0; 256]);
    let (mut power, mut inverse) = (1_u8, 1_u8);
    loop {
        // The powers of 3 are all numbers but 0, and those of 0xf6 what undoes them.
        let turned = inverse ^ inverse.rotate_left(1) ^ inverse.rotate_left(2) ^ inverse.rotate_left(3);
        there[power as usize] = turned ^ inverse.rotate_left(4) ^ 0x63;
        power = times(power, 3);
        inverse = times(inverse, 0xf6);
        if power == 1 {
            break;
        }
    }
    there[0] = 0x63;
    let mut at = 0;
    while at < 256 {
        back[there[at] as usize] = at as u8;
        at += 1;
    }
    (there, back)
};

/// The products of all numbers with one.
const fn products(with: u8) -> [u8; 256] {
    let (mut table, mut at) = ([0; 256], 0);
    while at < 256 {
        table[at] = times(at as u8, with);
        at += 1;
    }
    table
}

const BY_9: [u8; 256] = products(9);
const BY_11: [u8; 256] = products(11);
const BY_13: [u8; 256] = products(13);
const BY_14: [u8; 256] = products(14);

/// A key, ready for use.
pub(super) struct Aes {
    rounds: Vec<[u8; 16]>,
}

impl Aes {
    /// None if the key is not of 128, 192 or 256 bits.
    pub(super) fn new(key: &[u8]) -> Option<Self> {
        if ![16, 24, 32].contains(&key.len()) {
            return None;
        }
        let length = key.len() / 4;
        let mut words: Vec<[u8; 4]> = key.as_chunks::<4>().0.to_vec();
        let mut constant = 1;
        for at in length..4 * (length + 7) {
            let mut word = words[at - 1];
            if at % length == 0 {
                word.rotate_left(1);
                word = word.map(|byte| BOXES.0[usize::from(byte)]);
                word[0] ^= constant;
                constant = times(constant, 2);
            } else if length > 6 && at % length == 4 {
                word = word.map(|byte| BOXES.0[usize::from(byte)]);
            }
            let before = words[at - length];
            words.push(std::array::from_fn(|byte| before[byte] ^ word[byte]));
        }
        let rounds = words.as_flattened().as_chunks::<16>().0.to_vec();
        Some(Self { rounds })
    }

    /// Undoes the encryption of a block.
    pub(super) fn block(&self, block: &mut [u8; 16]) {
        for (round, key) in self.rounds.iter().enumerate().rev() {
            if round + 1 < self.rounds.len() {
                // Column by column, each row turned by its number.
                let turned = *block;
                for (at, byte) in block.iter_mut().enumerate() {
                    *byte = BOXES.1[usize::from(turned[(at + 16 - 4 * (at % 4)) % 16])];
                }
            }
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            if round > 0 && round + 1 < self.rounds.len() {
                for column in block.as_chunks_mut::<4>().0 {
                    let [a, b, c, d] = column.map(usize::from);
                    *column = [
                        BY_14[a] ^ BY_11[b] ^ BY_13[c] ^ BY_9[d],
                        BY_9[a] ^ BY_14[b] ^ BY_11[c] ^ BY_13[d],
                        BY_13[a] ^ BY_9[b] ^ BY_14[c] ^ BY_11[d],
                        BY_11[a] ^ BY_13[b] ^ BY_9[c] ^ BY_14[d],
                    ];
                }
            }
        }
    }

    /// Undoes the encryption of blocks that are chained. What is no whole block at the end stays.
    pub(super) fn chain(&self, mut before: [u8; 16], content: &mut [u8]) {
        for block in content.as_chunks_mut::<16>().0 {
            let encrypted = *block;
            self.block(block);
            block.iter_mut().zip(before).for_each(|(byte, before)| *byte ^= before);
            before = encrypted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Aes;

    /// The examples of FIPS 197, appendix C.
    #[test]
    fn the_examples_of_the_standard_come_out() {
        let hex = |digits: &str| -> Vec<u8> {
            let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("digits");
            (0..digits.len()).step_by(2).map(byte).collect()
        };
        for (length, encrypted) in [
            (16, "69c4e0d86a7b0430d8cdb78070b4c55a"),
            (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
            (32, "8ea2b7ca516745bfeafc49904b496089"),
        ] {
            let key: Vec<u8> = (0..length).collect();
            let mut block: [u8; 16] = hex(encrypted).try_into().expect("a block");
            Aes::new(&key).expect("a key").block(&mut block);
            assert_eq!(block.to_vec(), hex("00112233445566778899aabbccddeeff"), "{length}");
        }
        assert!(Aes::new(&[0; 5]).is_none());
    }
}
