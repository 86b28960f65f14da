//! What the page says of transactions and groups: every event and request has its sentence, in every language, without
//! a hole. `stage.rs`: what is drawn while a transaction goes its way.

mod stage;
#[path = "../translations/mod.rs"]
mod translations;

use ackademy::i18n::{Bundle, Message};
use ackademy::viewmodel::{
    envelope_name, error_meaning, exception_meaning, line_of, manager_meaning,
};
use ackademy_engine::event::Event;
use ackademy_engine::ids::{
    BrokerId, ClientId, CoordinatorEpoch, GroupId, NodeId, Offset, OrderId, PartitionId,
    PartitionSet, ProducerEpoch, ProducerId, TransactionalId,
};
use ackademy_engine::log::{TransactionRecord, TransactionResult, TransactionState};
use ackademy_engine::node::{GroupState, ManagerState, TransactionCall};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{
    Api, Channel, ClientException, Direction, EnvelopeKey, Generation, KafkaError, MemberId,
    Subject,
};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use std::sync::Arc;
use translations::bundles;

const BILLING: ClientId = ClientId(1);
const STATEMENT: ClientId = ClientId(2);
const BILLING_ID: TransactionalId = TransactionalId(1);
const ORDERS: PartitionId = PartitionId(0);
const PAYMENTS: PartitionId = PartitionId(2);

fn assert_said(message: &Message, bundles: &[Bundle]) {
    for bundle in bundles {
        let said = bundle.format(message);
        assert!(!said.contains(['{', '}']), "{}: {said}", bundle.locale());
    }
}

/// The stream under exactly once, at its beginning.
fn stream() -> Player {
    let scenario = Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream);
    Player::new(Arc::new(scenario), 7)
}

/// One of each event of transactions and groups.
fn events() -> Vec<Event> {
    let broker = BrokerId(1);
    let member = MemberId {
        client: BILLING,
        number: 1,
    };
    let (group, set, offset) = (GroupId(0), PartitionSet::of(ORDERS), Offset(4));
    let record = TransactionRecord {
        producer_id: ProducerId(2),
        producer_epoch: ProducerEpoch(0),
        timeout_ms: 60_000,
        state: TransactionState::Ongoing,
        partitions: Some(PartitionSet::of(PAYMENTS)),
        start_timestamp_set: true,
    };
    let exception = ClientException::Broker(KafkaError::ProducerFenced);
    let mut events = vec![
        Event::CallReturned(BILLING, TransactionCall::CommitTransaction, None),
        Event::CallReturned(BILLING, TransactionCall::CommitTransaction, Some(exception)),
        Event::ToldCommitted(ClientId(0), OrderId(0)),
        Event::SoughtToCommitted(BILLING),
        Event::SeenAborted(STATEMENT, OrderId(0)),
        Event::PartitionsAssigned(BILLING, set),
        Event::PartitionsAssigned(BILLING, PartitionSet::EMPTY),
        Event::PartitionsRevoked(BILLING, set),
        Event::PartitionsLost(BILLING, set),
        Event::CommitThrew(BILLING, ClientException::CommitFailed),
        Event::ConsumerClosed(BILLING),
        Event::MemberIdGiven(broker, group, member),
        Event::MemberRemoved(broker, group, member),
        Event::GroupRecordAppended(broker, group, offset, Generation(1)),
        Event::GroupsLoaded(broker, PartitionId(1)),
        Event::GroupsForgotten(broker, PartitionId(1)),
        Event::TransactionPending(broker, BILLING_ID, TransactionState::Ongoing),
        Event::TransactionLogged(broker, BILLING_ID, offset, record),
        Event::TransactionMoved(broker, BILLING_ID, TransactionState::Ongoing),
        Event::TransactionLogFailed(broker, BILLING_ID, KafkaError::CoordinatorNotAvailable),
        Event::TransactionLoaded(broker, BILLING_ID, TransactionState::Ongoing),
        Event::TransactionLoaded(broker, BILLING_ID, TransactionState::PrepareAbort),
        Event::TransactionsLoaded(broker, PartitionId(4)),
        Event::TransactionsForgotten(broker, PartitionId(4)),
        Event::MarkersGivenUp(broker, BILLING_ID, KafkaError::TransactionCoordinatorFenced),
        Event::OffsetPending(broker, group, ORDERS, offset, ProducerId(2)),
        Event::AppendedInTransaction(broker, PAYMENTS, offset, ProducerId(2)),
        Event::RecordAppended(broker, PAYMENTS, offset, OrderId(0)),
        Event::RecordPolled(STATEMENT, PAYMENTS, offset, OrderId(0)),
        Event::OrderSent(BILLING, OrderId(0)),
        Event::ToldStored(BILLING, OrderId(0), Some(offset)),
        Event::ToldFailed(BILLING, OrderId(0), exception),
        Event::RetryScheduled(
            BILLING,
            PAYMENTS,
            OrderId(0),
            KafkaError::NotLeaderOrFollower,
        ),
    ];
    for result in [TransactionResult::Commit, TransactionResult::Abort] {
        events.push(Event::MarkerAppended(
            broker,
            PAYMENTS,
            offset,
            ProducerId(2),
            result,
        ));
    }
    events.extend(ManagerState::ALL.map(|state| Event::ManagerMoved(BILLING, state)));
    let states = [GroupState::Empty, GroupState::Stable];
    events.extend(states.map(|state| Event::GroupMoved(broker, group, state, Generation(1))));
    events
}

/// The names in the engine's list of events, from the paragraph of transactional producers to that of leaders' appends.
fn names_in_the_engine() -> Vec<String> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/crates/engine/src/event.rs");
    let text = std::fs::read_to_string(path).expect("the engine has events");
    let from = text.find("    ManagerMoved(").expect("the first of them");
    let to = text
        .find("    RecordAppended(")
        .expect("the first of the others");
    text[from..to]
        .lines()
        .filter(|line| line.starts_with("    ") && !line.trim().starts_with("//"))
        .filter_map(|line| line.trim().split_once('('))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn every_event_of_transactions_and_groups_has_a_sentence_in_every_language() {
    let (player, bundles) = (stream(), bundles());
    let events = events();
    for event in &events {
        let line = line_of(&player, 0, event);
        let (text, _) = line.unwrap_or_else(|| panic!("nobody tells of {event:?}"));
        assert_said(&text, &bundles);
    }
    let told: Vec<String> = events.iter().map(|event| format!("{event:?}")).collect();
    let names = names_in_the_engine();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        let start = format!("{name}(");
        assert!(
            told.iter().any(|it| it.starts_with(&start)),
            "{name} is not tried here"
        );
    }
}

fn key(api: Api, direction: Direction, sender: NodeId, subject: Subject) -> EnvelopeKey {
    EnvelopeKey {
        direction,
        api,
        sender,
        instance: 0,
        broker: BrokerId(1),
        channel: Channel::Data,
        subject,
        attempt: 0,
        copy: 0,
    }
}

#[test]
fn every_request_and_answer_has_a_name_in_every_language() {
    let (player, bundles) = (stream(), bundles());
    let (client, broker) = (NodeId::Client(BILLING), NodeId::Broker(BrokerId(2)));
    let transaction = Subject::Transaction {
        id: BILLING_ID,
        partitions: PartitionSet::of(PAYMENTS),
    };
    let end = |result| Subject::End {
        id: BILLING_ID,
        result,
    };
    let markers = |result| Subject::Markers {
        producer_id: ProducerId(2),
        result,
        partitions: PartitionSet::of(PAYMENTS),
        coordinator_epoch: CoordinatorEpoch(0),
    };
    let committed = Subject::Committed {
        group: GroupId(0),
        partition: ORDERS,
        offset: Offset(2),
    };
    let mut asked: Vec<(Api, NodeId, Subject)> = vec![
        (Api::AddPartitionsToTxn, client, transaction),
        (Api::AddPartitionsToTxn, broker, transaction),
        (Api::TxnOffsetCommit, client, committed),
    ];
    for result in [TransactionResult::Commit, TransactionResult::Abort] {
        asked.push((Api::EndTxn, client, end(result)));
        asked.push((Api::WriteTxnMarkers, broker, markers(result)));
    }
    asked.extend(Api::ALL.map(|api| (api, client, Subject::Itself)));
    for (api, sender, subject) in asked {
        for direction in [Direction::Request, Direction::Response] {
            let name = envelope_name(player.scenario(), key(api, direction, sender, subject));
            assert_said(&name, &bundles);
        }
    }
}

#[test]
fn every_state_and_every_error_is_explained_in_every_language() {
    let bundles = bundles();
    for state in ManagerState::ALL {
        assert_said(&manager_meaning(state), &bundles);
    }
    for error in KafkaError::ALL {
        assert_said(&error_meaning(error), &bundles);
        assert_said(&exception_meaning(ClientException::Broker(error)), &bundles);
    }
}
