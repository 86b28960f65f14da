//! The first minute alone: what a learner meets at once, while everything else need not be there yet.

#[cfg(target_family = "wasm")]
fn main() {
    ackademy::ui::start();
}

/// Cargo builds every binary for native tests too; there is no page to show there.
#[cfg(not(target_family = "wasm"))]
fn main() {
    println!("This program runs in a browser: use `make serve`.");
}
