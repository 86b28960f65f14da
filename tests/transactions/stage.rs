//! The stage while a transaction goes its way.

use ackademy::session::{Intent, Session};
use ackademy::viewmodel::{
    CellKind, CoordinatorState, Detail, LogRow, MemoryCell, Outcome, PaymentState, Statement,
    Thing, TickKind, View, menu, view,
};
use ackademy_engine::action::Action;
use ackademy_engine::ids::{BrokerId, NodeId, PartitionId};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset};

use crate::{BILLING, BILLING_ID, ORDERS, PAYMENTS, STATEMENT, assert_said, bundles, stream};

const STEPS_MAX: usize = 900;

fn seen(player: &Player) -> View {
    view(player, Detail::Full, None)
}

fn memory(player: &Player) -> Option<MemoryCell> {
    let cells = seen(player).stage.brokers.into_iter();
    let mut cells = cells
        .filter_map(|card| card.coordinator)
        .flat_map(|it| it.cells);
    cells.find(|cell| cell.id == BILLING_ID)
}

fn run_until(player: &mut Player, done: impl FnMut(&Player) -> bool) {
    assert!(player.run_until(STEPS_MAX, done), "it never comes to that");
}

fn run_to_state(player: &mut Player, state: &str) {
    run_until(player, |player| {
        memory(player).is_some_and(|cell| cell.state == Some(state))
    });
}

/// The row of the log that billing writes to, wherever it is shown.
fn payments_row(player: &Player) -> LogRow {
    let mut rows = seen(player)
        .stage
        .brokers
        .into_iter()
        .flat_map(|it| it.rows);
    rows.find(|row| row.partition == PAYMENTS)
        .expect("a target log")
}

#[test]
fn a_state_is_pending_until_its_record_is_replicated() {
    let mut player = stream();
    run_until(&mut player, |player| {
        let cell = memory(player);
        let pending = cell.and_then(|cell| cell.pending);
        pending.is_some_and(|text| {
            text.key() == "memory-log-first" && bundles()[0].format(&text).contains("PrepareCommit")
        })
    });
    let cell = memory(&player).expect("it is being ended");
    assert_eq!(cell.state, Some("Ongoing"));
    let leader = player.world().controller().view.of(PartitionId(5)).leader;
    let cards = seen(&player).stage.brokers;
    let card = cards
        .iter()
        .find(|card| Some(card.id) == leader)
        .expect("it leads");
    let rows = &card.coordinator.as_ref().expect("there is one").rows;
    let last = rows[0].cells.last().expect("four records");
    assert_eq!(
        (last.label.as_str(), last.above_high_watermark),
        ("PrepareCommit", true)
    );
    run_to_state(&mut player, "PrepareCommit");
    let pending = memory(&player).and_then(|cell| cell.pending);
    assert_eq!(pending.map(|text| text.key()), Some("memory-markers-first"));
}

#[test]
fn an_open_transaction_holds_its_payment_back_and_its_offset_is_pending() {
    let mut player = stream();
    run_until(&mut player, |player| {
        let clients = seen(player).stage.clients;
        let statement = clients[STATEMENT.index()].statement.as_ref();
        statement.is_some_and(|it| {
            it.payments
                .iter()
                .any(|p| p.state == PaymentState::HeldBack)
        })
    });
    run_until(&mut player, |player| {
        tick(player, ORDERS, TickKind::Pending).is_some()
    });
    let payments = payments_row(&player);
    assert_eq!(payments.cells[0].outcome, Outcome::InDoubt);
    assert_eq!(tick(&player, PAYMENTS, TickKind::LastStable), Some(0));
    assert_eq!(tick(&player, ORDERS, TickKind::Committed), None);
    run_to_state(&mut player, "CompleteCommit");
    let payments = payments_row(&player);
    let kinds: Vec<_> = payments
        .cells
        .iter()
        .map(|cell| (cell.kind, cell.outcome))
        .collect();
    assert_eq!(
        kinds,
        [
            (CellKind::Order, Outcome::Settled),
            (CellKind::CommitMarker, Outcome::Settled)
        ]
    );
    assert_eq!(tick(&player, ORDERS, TickKind::Committed), Some(2));
    assert_eq!(tick(&player, ORDERS, TickKind::Pending), None);
}

fn tick(player: &Player, partition: PartitionId, kind: TickKind) -> Option<u32> {
    let rows = seen(player)
        .stage
        .brokers
        .into_iter()
        .flat_map(|it| it.rows);
    let mut of = rows.filter(|row| row.partition == partition && row.leads);
    let row = of.next()?;
    let tick = row.ticks.iter().find(|tick| tick.kind == kind)?;
    Some(tick.offset)
}

fn coordinators(player: &Player) -> Vec<CoordinatorState> {
    let cards = seen(player).stage.brokers.into_iter();
    cards
        .filter_map(|card| card.coordinator)
        .map(|it| it.state)
        .collect()
}

#[test]
fn a_new_coordinator_reads_its_log_into_memory_and_the_dead_one_has_none() {
    let mut player = stream();
    run_to_state(&mut player, "PrepareCommit");
    player
        .intervene(Action::Crash(NodeId::Broker(BrokerId(1))))
        .expect("it is running");
    run_until(&mut player, |player| {
        coordinators(player).contains(&CoordinatorState::Loads)
    });
    assert_eq!(coordinators(&player)[0], CoordinatorState::Gone);
    let cell = memory(&player).expect("it is being read");
    let states: Vec<_> = cell.read.iter().map(|(_, state)| *state).collect();
    assert_eq!(states, ["Empty", "Ongoing", "Ongoing", "PrepareCommit"]);
    run_to_state(&mut player, "CompleteCommit");
}

#[test]
fn a_coordinator_that_has_a_successor_and_does_not_know_is_called_so() {
    let mut player = stream();
    run_to_state(&mut player, "Ongoing");
    let old = NodeId::Broker(BrokerId(1));
    player.intervene(Action::Pause(old)).expect("it is running");
    run_until(&mut player, |player| {
        coordinators(player)[0] == CoordinatorState::Zombie
    });
}

#[test]
fn a_log_opens_as_a_list_of_its_records_with_kafkas_fields() {
    let bundles = bundles();
    let mut player = stream();
    run_to_state(&mut player, "CompleteCommit");
    let leader = player
        .world()
        .controller()
        .view
        .of(PAYMENTS)
        .leader
        .expect("one leads");
    let list = menu(&player, Detail::Full, Thing::Log(PAYMENTS, leader)).records;
    let said: Vec<String> = list
        .iter()
        .map(|line| bundles[0].format(&line.what))
        .collect();
    assert_eq!(said, ["COMMIT marker", "payment 1"]);
    let names = |at: usize| list[at].fields.iter().map(|it| it.name).collect::<Vec<_>>();
    assert!(names(0).contains(&"coordinatorEpoch") && names(0).contains(&"isControl"));
    for name in ["producerId", "producerEpoch", "baseSequence"] {
        assert!(names(1).contains(&name), "{name}");
    }
    let facts = menu(
        &player,
        Detail::Full,
        Thing::Memory(BrokerId(1), BILLING_ID),
    )
    .facts;
    let state = facts
        .iter()
        .find(|fact| fact.name == "state")
        .expect("it has one");
    assert_eq!(state.value, "CompleteCommit");
    assert_said(state.meaning.as_ref().expect("it is explained"), &bundles);
}

fn payments(session: &Session) -> Vec<(bool, Vec<PaymentState>)> {
    let clients = session.screen().view.stage.clients.into_iter();
    let readers = clients.filter_map(|client| client.statement);
    let states = |it: Statement| it.payments.iter().map(|payment| payment.state).collect();
    readers.map(|it| (it.reads_committed, states(it))).collect()
}

#[test]
fn a_second_reader_is_given_at_the_same_moment_what_is_held_back_from_the_first() {
    let mut session = Session::playground();
    session.handle(Intent::ChoosePipeline(Pipeline::Stream));
    session.handle(Intent::ChoosePreset(Preset::ExactlyOnce));
    let is_held = |session: &Session| payments(session)[0].1 == [PaymentState::HeldBack];
    for _ in 0..STEPS_MAX {
        session.handle(Intent::Step);
        if is_held(&session) && session.player().now() > 140_000 {
            break;
        }
    }
    let now = session.player().now();
    session.handle(Intent::CompareReaders(true));
    assert_eq!(session.player().now(), now);
    assert_eq!(
        payments(&session),
        [
            (true, vec![PaymentState::HeldBack]),
            (false, vec![PaymentState::Seen(1)])
        ]
    );
    session.handle(Intent::CompareReaders(false));
    assert_eq!(payments(&session).len(), 1);
    assert!(session.screen().notice.is_none());
}

#[test]
fn an_aborted_payment_is_held_back_until_its_marker_is_replicated_and_skipped_then() {
    let mut player = stream();
    let states = |player: &Player| -> Vec<PaymentState> {
        let clients = seen(player).stage.clients;
        let statement = clients[STATEMENT.index()].statement.as_ref();
        statement.map_or(Vec::new(), |it| {
            it.payments.iter().map(|payment| payment.state).collect()
        })
    };
    run_until(&mut player, |player| {
        states(player) == [PaymentState::HeldBack]
    });
    player
        .intervene(Action::Crash(NodeId::Client(BILLING)))
        .expect("it is running");
    let mut told = Vec::new();
    run_until(&mut player, |player| {
        let now = states(player);
        if told.last() != Some(&now) {
            told.push(now);
        }
        told.len() == 2
    });
    assert_eq!(
        told,
        [vec![PaymentState::HeldBack], vec![PaymentState::Skipped]]
    );
    assert!(payments_row(&player).has_aborted);
}
