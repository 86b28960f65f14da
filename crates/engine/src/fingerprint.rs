//! Fingerprints of `World` components: 128 bits, equal natively and in the browser.
//!
//! A component is shared between worlds until one of them edits it, and keeps its hash until then, so a play that asks
//! for no fingerprint pays for none.

use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use siphasher::sip128::{Hasher128, SipHasher13};

/// A 128-bit digest of a component or of a whole world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Fingerprint(pub u128);

/// Feeds a hasher the same bytes on every platform: `usize` and `isize` (lengths, discriminants) are widened to 64 bits.
struct Canonical<H>(H);

impl<H: Hasher> Hasher for Canonical<H> {
    fn finish(&self) -> u64 {
        self.0.finish()
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }
    fn write_usize(&mut self, value: usize) {
        self.0.write(&(value as u64).to_le_bytes());
    }
    fn write_isize(&mut self, value: isize) {
        self.0.write(&(value as i64).to_le_bytes());
    }
}

/// Counts bytes instead of digesting them.
#[derive(Default)]
struct ByteCount(u64);

impl Hasher for ByteCount {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 += bytes.len() as u64;
    }
}

/// The digest of a value's canonical encoding.
pub fn fingerprint_of<T: Hash + ?Sized>(value: &T) -> Fingerprint {
    let mut hasher = Canonical(SipHasher13::new());
    value.hash(&mut hasher);
    Fingerprint(hasher.0.finish128().as_u128())
}

/// How many bytes a value's canonical encoding has.
pub fn encoded_bytes<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut counter = Canonical(ByteCount::default());
    value.hash(&mut counter);
    counter.finish()
}

/// A component of a world: copied on write, with a hash kept until the next edit.
#[derive(Debug)]
pub struct Tracked<T>(Arc<Kept<T>>);

#[derive(Debug)]
struct Kept<T> {
    value: T,
    fingerprint: OnceLock<Fingerprint>,
}

impl<T: Clone> Clone for Kept<T> {
    fn clone(&self) -> Self {
        // Copied in order to be edited, so the copy starts without a hash.
        Kept {
            value: self.value.clone(),
            fingerprint: OnceLock::new(),
        }
    }
}

impl<T> Clone for Tracked<T> {
    fn clone(&self) -> Self {
        Tracked(Arc::clone(&self.0))
    }
}

impl<T: Hash + Clone> Tracked<T> {
    /// A component of its own.
    pub fn new(value: T) -> Self {
        Tracked(Arc::new(Kept {
            value,
            fingerprint: OnceLock::new(),
        }))
    }

    /// The value, to be changed; other worlds that share it keep theirs.
    pub fn edit(&mut self) -> &mut T {
        let kept = Arc::make_mut(&mut self.0);
        kept.fingerprint.take();
        &mut kept.value
    }

    /// The digest of the value, computed at most once between two edits.
    pub fn fingerprint(&self) -> Fingerprint {
        *self
            .0
            .fingerprint
            .get_or_init(|| fingerprint_of(&self.0.value))
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_leaves_the_other_owner_and_its_hash_alone() {
        let first = Tracked::new(vec![1_u8]);
        let before = first.fingerprint();
        let mut second = first.clone();
        second.edit().push(2);
        assert_eq!(first.fingerprint(), before);
        assert_ne!(second.fingerprint(), before);
    }

    #[test]
    fn an_edit_back_to_the_same_value_gives_the_same_hash() {
        let mut component = Tracked::new(vec![1_u8]);
        let before = component.fingerprint();
        component.edit().push(2);
        component.edit().pop();
        assert_eq!(component.fingerprint(), before);
    }

    #[test]
    fn lengths_are_written_as_64_bits_on_every_platform() {
        assert_eq!(encoded_bytes(&7_usize), 8);
    }
}
