//! What stands around the content in every version: version, length, content, checksum. Because it never changes, an
//! older page can tell a later version from a damaged link.

use super::bytes::{Reader, Wire};
use super::{CHARACTERS_MAX, LinkError};

const CHECKSUM_BYTES: usize = 4;

pub(super) fn write(version: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = vec![version];
    content.len().write(&mut bytes);
    bytes.extend(content);
    let checksum = crc_32(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

/// The content.
///
/// # Errors
/// What is wrong with the frame. Length comes first: what is cut off has no checksum to compare.
pub(super) fn read(newest: u8, bytes: &[u8]) -> Result<Vec<u8>, LinkError> {
    let mut head = Reader::new(bytes);
    let cut_off = |_| LinkError::Truncated;
    let version = head.byte().map_err(cut_off)?;
    let length = u64::read(&mut head).map_err(cut_off)?;
    if length > CHARACTERS_MAX as u64 {
        return Err(LinkError::Oversized);
    }
    let left = head.left();
    let content_bytes = length as usize;
    if left.len() < content_bytes + CHECKSUM_BYTES {
        return Err(LinkError::Truncated);
    }
    let end = bytes.len() - left.len() + content_bytes;
    if left.len() > content_bytes + CHECKSUM_BYTES
        || bytes[end..] != crc_32(&bytes[..end]).to_le_bytes()
    {
        return Err(LinkError::Tampered);
    }
    match version {
        0 => Err(LinkError::Broken),
        known if known <= newest => Ok(left[..content_bytes].to_vec()),
        _ => Err(LinkError::Future),
    }
}

/// The checksum of PNG and zip (CRC-32, ISO 3309), a bit at a time: a link is short, and a table is not.
pub(super) fn crc_32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 * (crc & 1));
        }
    }
    !crc
}
