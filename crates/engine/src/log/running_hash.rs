//! The digest of a log.

use std::sync::{Mutex, PoisonError};

use super::Batch;
use crate::fingerprint::{Fingerprint, fingerprint_of};

/// A digest per batch over all before it, made when somebody asks, so that a long log is never hashed twice.
#[derive(Debug, Default)]
pub(super) struct RunningHash(Mutex<Vec<Fingerprint>>);

impl RunningHash {
    pub(super) fn of(&self, batches: &[Batch]) -> Fingerprint {
        let mut links = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for batch in &batches[links.len()..] {
            let link = fingerprint_of(&(links.last(), batch));
            links.push(link);
        }
        links.last().copied().unwrap_or(Fingerprint(0))
    }

    pub(super) fn shorten(&mut self, batch_count: usize) {
        self.0
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .truncate(batch_count);
    }
}

impl Clone for RunningHash {
    fn clone(&self) -> Self {
        RunningHash(Mutex::new(
            self.0
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
        ))
    }
}
