//! One whole transaction of a real run as a picture: a sequence diagram with numbered steps, from the registration with
//! the coordinator to the last record of the transaction log. What a teacher puts where the textbook has its one picture.

mod drawing;
mod steps;
mod words;

pub use steps::{Cell, Lane, TransactionStep};

use ackademy_engine::ids::{ClientId, PartitionId};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

use crate::i18n::Message;

/// More steps than any such run takes.
const STEPS_MAX: usize = 2_000;

/// A transaction's steps, and who takes part.
#[derive(Clone, PartialEq, Debug)]
pub struct TransactionPicture {
    /// Above the lanes: a name and what it is exactly.
    pub heads: Vec<(Lane, Message, Message)>,
    /// In order, numbered from 1.
    pub steps: Vec<TransactionStep>,
}

/// The first whole transaction of a stream application in this run, as far as the run has come; `None` where no client
/// reads and writes in transactions.
#[must_use]
pub fn transaction_picture(player: &Player) -> Option<TransactionPicture> {
    let app = stream_application(player.scenario())?;
    let steps = steps::steps(player, app);
    Some(TransactionPicture {
        heads: words::heads(player, app, &steps),
        steps,
    })
}

/// What the picture shows: the playground's own stream pipeline under exactly once.
pub const SCENE: (Preset, Pipeline) = (Preset::ExactlyOnce, Pipeline::Stream);

/// Its scenario.
#[must_use]
pub fn transaction_scene() -> Scenario {
    Scenario::preset(SCENE.0, SCENE.1)
}

/// Lets a run of [`transaction_scene`] come to its end.
pub fn run_to_rest(player: &mut Player) {
    player.run_until(STEPS_MAX, Player::is_at_rest);
}

fn stream_application(scenario: &Scenario) -> Option<ClientId> {
    scenario.client_ids().find(|client| {
        let setup = scenario.client(*client);
        let transactional = setup
            .producer
            .as_ref()
            .is_some_and(|producer| producer.transactional_id.is_some());
        transactional && setup.consumer.is_some()
    })
}

fn source_of(scenario: &Scenario, app: ClientId) -> Option<PartitionId> {
    let consumer = scenario.client(app).consumer.as_ref()?;
    consumer.partitions.first().copied()
}
