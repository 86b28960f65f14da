//! What is kept as long as the page is there, and what draws the page anew when it changes.

#[cfg(not(feature = "full"))]
mod cell;
#[cfg(feature = "full")]
mod signal;

use std::cell::RefCell;

// The first minute's program goes without Leptos: one thing that changes, and one drawing of it, need no graph.
#[cfg(not(feature = "full"))]
pub use cell::{Watched, begin};
#[cfg(feature = "full")]
pub use signal::{Watched, begin};

/// Something that lives as long as the page; a handle, free to copy.
pub struct Kept<T: 'static>(&'static RefCell<T>);

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Kept<T> {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T> Kept<T> {
    /// Keeps it.
    pub fn new(value: T) -> Kept<T> {
        Kept(Box::leak(Box::new(RefCell::new(value))))
    }

    /// Looks at it.
    pub fn with<R>(self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0.borrow())
    }

    /// Changes it.
    pub fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }
}
