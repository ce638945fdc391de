//! RC4, and MD5, which makes its keys in an old workbook. RFC 6229 and RFC 1321. As with AES, neither guards
//! anything here.

/// A stream of bytes that hides others.
pub(super) struct Rc4 {
    state: [u8; 256],
    at: (u8, u8),
}

impl Rc4 {
    /// Of a key that is not empty.
    pub(super) fn new(key: &[u8]) -> Self {
        let mut state: [u8; 256] = std::array::from_fn(|at| u8::try_from(at).unwrap_or(0));
        let mut other = 0_u8;
        for (at, key) in (0..256).zip(key.iter().cycle()) {
            other = other.wrapping_add(state[at]).wrapping_add(*key);
            state.swap(at, usize::from(other));
        }
        Self { state, at: (0, 0) }
    }

    pub(super) fn byte(&mut self) -> u8 {
        let (one, other) = &mut self.at;
        *one = one.wrapping_add(1);
        *other = other.wrapping_add(self.state[usize::from(*one)]);
        self.state.swap(usize::from(*one), usize::from(*other));
        let at = self.state[usize::from(*one)].wrapping_add(self.state[usize::from(*other)]);
        self.state[usize::from(at)]
    }

    /// These bytes, shown.
    pub(super) fn shown(&mut self, hidden: &[u8]) -> Vec<u8> {
        hidden.iter().map(|byte| byte ^ self.byte()).collect()
    }
}

/// How far the sum is turned in each round, by the number of the step.
const TURNS: [[u32; 4]; 4] = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];

/// The MD5 of a short text.
pub(super) fn md5(text: &[u8]) -> [u8; 16] {
    let mut padded = text.to_vec();
    padded.push(0x80);
    padded.resize((text.len() + 9).div_ceil(64) * 64 - 8, 0);
    padded.extend((text.len() as u64 * 8).to_le_bytes());
    let mut sum = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476_u32];
    for block in padded.as_chunks::<64>().0 {
        let words: Vec<u32> = block.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let [mut a, mut b, mut c, mut d] = sum;
        for step in 0..64 {
            let (mixed, word) = match step / 16 {
                0 => ((b & c) | (!b & d), step),
                1 => ((d & b) | (!d & c), 5 * step + 1),
                2 => (b ^ c ^ d, 3 * step + 5),
                _ => (c ^ (b | !d), 7 * step),
            };
            let added = a.wrapping_add(mixed).wrapping_add(sine(step)).wrapping_add(words[word % 16]);
            (a, d, c) = (d, c, b);
            b = b.wrapping_add(added.rotate_left(TURNS[step / 16][step % 4]));
        }
        sum = [sum[0].wrapping_add(a), sum[1].wrapping_add(b), sum[2].wrapping_add(c), sum[3].wrapping_add(d)];
    }
    let mut bytes = [0; 16];
    bytes.as_chunks_mut::<4>().0.iter_mut().zip(sum).for_each(|(bytes, word)| *bytes = word.to_le_bytes());
    bytes
}

/// The first 32 bits behind the point of the sine of a step's number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "below 2^32 and above 0")]
fn sine(step: usize) -> u32 {
    let step = u8::try_from(step + 1).unwrap_or(0);
    (f64::from(step).sin().abs() * 4_294_967_296.0) as u32
}

#[cfg(test)]
mod tests {
    use super::{Rc4, md5};

    /// The examples of RFC 1321, and the first bytes that RFC 6229 has for a key of 40 and one of 128 bits.
    #[test]
    fn the_examples_of_the_standards_come_out() {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        for (text, sum) in [
            ("", "d41d8cd98f00b204e9800998ecf8427e"),
            ("message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
            (
                "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a",
            ),
        ] {
            assert_eq!(hex(&md5(text.as_bytes())), sum, "{text}");
        }
        let key: Vec<u8> = (1..=16).collect();
        assert_eq!(hex(&Rc4::new(&key[..5]).shown(&[0; 8])), "b2396305f03dc027");
        assert_eq!(hex(&Rc4::new(&key).shown(&[0; 8])), "9ac7cc9a609d1ef7");
    }
}
