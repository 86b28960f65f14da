//! Writes how each lesson is walked by hand, for tests in a browser: what is pressed at which step, in the page's words.
//!
//! Lines of fields between tabs: `lesson LANGUAGE NAME`; for each beat of it `beat NAME ANSWER`, where ANSWER says
//! whether the first option came true (`right` or `wrong`), or `-` where no question is answered; below it `press POSITION THING LABEL` for all that
//! its solution does. THING is a node as the stage marks it, or what is written on an envelope. Each walk is taken here
//! first, by the same menus, so none is written that cannot be done.

#[cfg(not(target_family = "wasm"))]
mod walks;

#[cfg(not(target_family = "wasm"))]
fn main() {
    for language in ["en", "ru"] {
        for name in walks::names() {
            print!("{}", walks::walk(&name, language));
        }
    }
}

/// Cargo builds every program for the page's target too; nothing to write to there.
#[cfg(target_family = "wasm")]
fn main() {}
