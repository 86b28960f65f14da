//! Numbers, text and lists as bytes. A number takes seven bits a byte, the lowest first.

use super::LinkError;

/// Something that a link holds: written and read by the same table.
pub(super) trait Wire: Sized {
    fn write(&self, out: &mut Vec<u8>);
    fn read(reader: &mut Reader) -> Result<Self, LinkError>;
}

/// How many of each kind a link names at least: one more than the highest number.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Extent {
    pub brokers: usize,
    pub clients: usize,
    pub partitions: usize,
    pub orders: usize,
    pub groups: usize,
    pub transactional_ids: usize,
}

/// Bytes that are left to read.
pub(super) struct Reader<'a> {
    left: &'a [u8],
    pub(super) extent: Extent,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Reader<'a> {
        Reader {
            left: bytes,
            extent: Extent::default(),
        }
    }

    pub(super) fn left(&self) -> &'a [u8] {
        self.left
    }

    pub(super) fn extent(&self) -> Extent {
        self.extent
    }

    pub(super) fn byte(&mut self) -> Result<u8, LinkError> {
        let (first, left) = self.left.split_first().ok_or(LinkError::Broken)?;
        self.left = left;
        Ok(*first)
    }

    pub(super) fn expect_end(&self) -> Result<(), LinkError> {
        self.left.is_empty().then_some(()).ok_or(LinkError::Broken)
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], LinkError> {
        let (taken, left) = self.left.split_at_checked(count).ok_or(LinkError::Broken)?;
        self.left = left;
        Ok(taken)
    }

    /// The count of a list, each of whose entries takes a byte or more: no room is kept for what cannot be there.
    fn count(&mut self) -> Result<usize, LinkError> {
        let count = usize::read(self)?;
        (count <= self.left.len())
            .then_some(count)
            .ok_or(LinkError::Broken)
    }
}

impl Wire for u64 {
    fn write(&self, out: &mut Vec<u8>) {
        let mut rest = *self;
        while rest > 0x7f {
            out.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.push(rest as u8);
    }

    fn read(reader: &mut Reader) -> Result<u64, LinkError> {
        let mut number = 0_u64;
        for place in 0..10 {
            let byte = reader.byte()?;
            let part = u64::from(byte & 0x7f);
            let is_last = byte & 0x80 == 0;
            // One number has one spelling: no zeros at its end, no bits above the 64th.
            if place == 9 && part > 1 || place > 0 && is_last && part == 0 {
                return Err(LinkError::Broken);
            }
            number |= part << (7 * place);
            if is_last {
                return Ok(number);
            }
        }
        Err(LinkError::Broken)
    }
}

macro_rules! small_numbers {
    ($($number:ty),*) => {$(
        impl Wire for $number {
            fn write(&self, out: &mut Vec<u8>) {
                (*self as u64).write(out);
            }
            fn read(reader: &mut Reader) -> Result<$number, LinkError> {
                <$number>::try_from(u64::read(reader)?).map_err(|_| LinkError::Broken)
            }
        }
    )*};
}

small_numbers!(u8, u16, u32, usize);

impl Wire for i32 {
    fn write(&self, out: &mut Vec<u8>) {
        (((self << 1) ^ (self >> 31)) as u32).write(out);
    }
    fn read(reader: &mut Reader) -> Result<i32, LinkError> {
        let number = u32::read(reader)?;
        Ok((number >> 1) as i32 ^ -((number & 1) as i32))
    }
}

impl Wire for String {
    fn write(&self, out: &mut Vec<u8>) {
        self.len().write(out);
        out.extend(self.bytes());
    }
    fn read(reader: &mut Reader) -> Result<String, LinkError> {
        let count = reader.count()?;
        let bytes = reader.take(count)?;
        let text = std::str::from_utf8(bytes).map_err(|_| LinkError::Broken)?;
        Ok(text.to_owned())
    }
}

impl<T: Wire> Wire for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.is_some()));
        if let Some(there) = self {
            there.write(out);
        }
    }
    fn read(reader: &mut Reader) -> Result<Option<T>, LinkError> {
        match reader.byte()? {
            0 => Ok(None),
            1 => Ok(Some(T::read(reader)?)),
            _ => Err(LinkError::Broken),
        }
    }
}

/// A list: its count, then its entries.
pub(super) fn write_list<T>(
    list: &[T],
    out: &mut Vec<u8>,
    mut write: impl FnMut(&T, &mut Vec<u8>),
) {
    list.len().write(out);
    for entry in list {
        write(entry, out);
    }
}

/// What [`write_list`] wrote.
pub(super) fn read_list<T>(
    reader: &mut Reader,
    mut read: impl FnMut(&mut Reader) -> Result<T, LinkError>,
) -> Result<Vec<T>, LinkError> {
    let count = reader.count()?;
    let mut list = Vec::with_capacity(count);
    for _ in 0..count {
        list.push(read(reader)?);
    }
    Ok(list)
}
