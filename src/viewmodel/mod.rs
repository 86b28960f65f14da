//! What the page shows, as plain data: a pure function of a run. Ids, numbers and message keys; no prose, no positions,
//! no browser. Built anew after each step, never per frame.

mod beside_kafka;
mod client;
mod clock;
mod coordinator;
mod details;
mod envelope;
mod forgotten;
mod judged;
mod judgement;
mod ledger_table;
mod log_row;
mod meaning;
mod menu;
mod news;
mod next;
mod orders;
mod parts;
mod payments;
pub mod picture;
mod receipt;
mod records;
pub mod sequence_diagram;
mod stage;
mod statement;
mod story;
mod story_of_groups;
mod story_of_transactions;
pub mod transaction_picture;
mod transport;
mod words;

pub use client::{ClientCard, Deadline, Line, OrderChip, OrderState, Tone, Transactional};
pub use clock::clock_text;
pub use coordinator::{Coordinator, CoordinatorState, Loading, MemoryCell};
pub use details::Fact;
pub use envelope::{Kind, Pill, Trip};
pub use judged::{Judged, LegPromises, Ruling, why};
pub use judgement::{
    VerdictWords, WhyWords, cost_words, leg_name, promise_name, row_state_words, standing_name,
    verdict_words, why_words,
};
pub use ledger_table::{ColumnHead, LedgerCell, OrderRow};
pub use log_row::{Cell, CellKind, CopyChip, LogRow, Outcome, Tick, TickKind};
pub use meaning::{error_meaning, exception_meaning, manager_meaning};
pub use menu::{Choice, Menu, Thing};
pub use news::{is_news, is_waiting};
pub use parts::{WorkaroundWords, part_words, workaround_words};
pub use receipt::{Charge, PRICE_EUROS, Receipt};
pub use records::RecordLine;
pub use stage::{BrokerCard, Health, Stage, Wire};
pub use statement::{Payment, PaymentState, Statement};
pub use story::{StoryLine, Weight, line_of, story};
pub use transport::{Mark, Transport};
pub use words::{
    deed_name, envelope_name, intervention_name, node_name, partition_name, preset_gloss,
};

use ackademy_engine::player::Player;
use ackademy_engine::protocol::EnvelopeKey;

use crate::FULL;
use crate::i18n::{Message, message};

/// How much of the cluster is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Detail {
    /// What the first minute needs: orders, answers, charges.
    Essential,
    /// Everything that is simulated.
    Full,
}

/// Everything on screen that depends on the run.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// The cards and the wires between them.
    pub stage: Stage,
    /// What is on its way, in a fixed order.
    pub pills: Vec<Pill>,
    /// What the last step cut or lost.
    pub dropped: Vec<EnvelopeKey>,
    /// Followers' fetches that are under way.
    pub trips: Vec<Trip>,
    /// What the customer pays.
    pub receipt: Receipt,
    /// Where the run stands.
    pub transport: Transport,
    /// What happens next, in words.
    pub next: Message,
    /// What happened last, newest first.
    pub story: Vec<StoryLine>,
    /// What went with a coordinator's memory, a sentence each.
    pub forgotten: Vec<Message>,
    /// The verdict and what it rests on.
    pub judged: Judged,
}

/// The view of a run as it stands.
#[must_use]
pub fn view(player: &Player, detail: Detail, selected: Option<Thing>) -> View {
    View {
        stage: stage::stage(player, detail, selected),
        pills: envelope::pills(player, detail),
        dropped: envelope::dropped(player),
        trips: envelope::trips(player),
        receipt: receipt::receipt(player),
        transport: transport::transport(player),
        next: beyond(player, next::next).unwrap_or_else(|| message("next-nothing")),
        story: beyond(player, |player| story(player, STORY_LINES_MAX)).unwrap_or_default(),
        forgotten: beyond(player, forgotten::forgotten).unwrap_or_default(),
        judged: beyond(player, judged::judged).unwrap_or_else(Judged::untold),
    }
}

/// What the first minute does not show, and so has no code for in a program of its own.
fn beyond<T>(player: &Player, of: impl FnOnce(&Player) -> T) -> Option<T> {
    FULL.then(|| of(player))
}

/// The list of what happened shows no more than this.
const STORY_LINES_MAX: usize = 30;

/// The menu of a thing, with everything that can be done to it now.
#[must_use]
pub fn menu(player: &Player, detail: Detail, thing: Thing) -> Menu {
    menu::menu(player, detail, thing)
}
