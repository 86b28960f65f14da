//! A moment as a link: what happened in a run, or a lesson and its beat, as text that fits into an address.
//!
//! A link holds what differs from the preset, what was done, and where the run stands; the system's own steps are
//! computed again. Layers: `bytes` (numbers and lists), `kafka` (the engine's types), `run` (a link's content), `frame`
//! (version, length, checksum), `letters` (base64url). It knows no page and no words. Nothing in a link is longer than
//! its text, so no link can unfold into more than it is; what it asks to be replayed is bounded before a step is taken.

mod bytes;
mod frame;
mod kafka;
mod letters;
mod run;

use ackademy_engine::player::{Deed, Intervention};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

use bytes::{Extent, Reader, Wire};
pub use run::check_of;

/// The version that [`write`] writes. A change of the content, or of what an engine type's number means, takes the next.
pub const VERSION: u8 = 1;

/// No longer text is looked into.
pub const CHARACTERS_MAX: usize = 8_000;

/// No link has a run replayed that is longer.
pub const STEPS_MAX: usize = 20_000;

/// What a link leads to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// A run and a moment in it.
    Run(Box<Run>),
    /// A beat of a lesson.
    Lesson {
        /// The name of its folder.
        name: String,
        /// Which beat, from 0.
        beat: u8,
    },
}

/// A run and a moment in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// What it starts from.
    pub setup: Setup,
    /// What latencies come from.
    pub seed: u64,
    /// What was done.
    pub deeds: Vec<Deed>,
    /// What waits for its moment.
    pub planned: Vec<Intervention>,
    /// How many steps have been taken.
    pub position: usize,
    /// Screen microseconds since the last of them.
    pub into_gap: u64,
    /// [`check_of`] the run up to this moment, where it was asked for.
    pub check: Option<u32>,
}

/// A preset and what differs from it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setup {
    /// Which processes there are.
    pub pipeline: Pipeline,
    /// Which guarantee is meant.
    pub preset: Preset,
    /// Settings by number, each with its value as text.
    pub changes: Vec<(u8, String)>,
}

/// Why a link leads nowhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkError {
    /// It holds a sign that no link has, or says something that makes no sense.
    Broken,
    /// Its end is missing.
    Truncated,
    /// Its checksum tells another text.
    Tampered,
    /// It is longer than any link, or asks for a run longer than any.
    Oversized,
    /// It was made by a version that came later.
    Future,
}

/// The text of a link: letters, digits, hyphens and underscores.
#[must_use]
pub fn write(link: &Link) -> String {
    let mut content = Vec::new();
    match link {
        Link::Run(run) => {
            content.push(0);
            run.write(&mut content);
        }
        Link::Lesson { name, beat } => {
            content.push(1);
            name.write(&mut content);
            beat.write(&mut content);
        }
    }
    letters::write(&frame::write(VERSION, &content))
}

/// What a text leads to.
///
/// # Errors
/// Why it leads nowhere; the text is only looked at, however strange it is.
pub fn read(text: &str) -> Result<Link, LinkError> {
    if text.len() > CHARACTERS_MAX {
        return Err(LinkError::Oversized);
    }
    let content = frame::read(VERSION, &letters::read(text)?)?;
    let mut reader = Reader::new(&content);
    let link = match reader.byte()? {
        0 => Link::Run(Box::new(Run::read(&mut reader)?)),
        1 => Link::Lesson {
            name: lesson_name(String::read(&mut reader)?)?,
            beat: u8::read(&mut reader)?,
        },
        _ => return Err(LinkError::Broken),
    };
    reader.expect_end()?;
    Ok(link)
}

/// A lesson's name becomes part of an address, so it is a plain word.
fn lesson_name(name: String) -> Result<String, LinkError> {
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name = !name.is_empty() && name.len() <= 60 && name.chars().all(is_plain);
    is_name.then_some(name).ok_or(LinkError::Broken)
}

impl Run {
    /// Whether everybody whom it names is in this scenario. Only such a run may be replayed.
    #[must_use]
    pub fn fits(&self, scenario: &Scenario) -> bool {
        let mut content = Vec::new();
        self.write(&mut content);
        let mut reader = Reader::new(&content);
        Run::read(&mut reader).is_ok() && reader.extent().fits(scenario)
    }
}

impl Extent {
    fn fits(&self, scenario: &Scenario) -> bool {
        self.brokers <= usize::from(scenario.broker_count)
            && self.clients <= scenario.clients.len()
            && self.partitions <= scenario.partitions.len()
            && self.orders <= scenario.orders.len()
            && self.groups <= scenario.groups.len()
            && self.transactional_ids <= scenario.transactional_ids.len()
    }
}
