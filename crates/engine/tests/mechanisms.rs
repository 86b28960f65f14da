//! Each mechanism of Kafka with it and without it, in the same scene. The scenes are transcripts: `NAME_on_...` and
//! `NAME_off_...`. From the moment that both call `searched`, everything that can still happen is tried, in every order: with
//! the mechanism the harm is out of reach, without it it is not.

use std::collections::BTreeSet;
use std::path::Path;

use ackademy_engine::action::{Action, Call};
use ackademy_engine::facts::Count;
use ackademy_engine::ids::{BrokerId, ClientId, GroupId, NodeId, OrderId, PartitionId};
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey};
use ackademy_engine::scenario::{Mechanism, Scenario};
use ackademy_engine::script::Script;
use ackademy_engine::step::{apply, enabled, is_vain};
use ackademy_engine::world::World;

/// A search that has not come to an end by then is too wide for its scene.
const STATES_MAX: usize = 150_000;

const T: PartitionId = PartitionId(0);
const A: OrderId = OrderId(0);
const B: OrderId = OrderId(1);

/// The two transcripts of a mechanism: with it, and without it.
fn scenes(mechanism: Mechanism) -> [String; 2] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    ["on", "off"].map(|half| {
        let begin = format!("{}_{half}_", mechanism.name());
        let mut found = Vec::new();
        for entry in std::fs::read_dir(&folder).expect("a folder of transcripts") {
            let path = entry.expect("a readable folder").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(&begin) {
                found.push(std::fs::read_to_string(&path).expect("a transcript"));
            }
        }
        assert_eq!(found.len(), 1, "one transcript is called {begin}...");
        found.remove(0)
    })
}

/// What happens in a script, without what is said about it.
fn deeds(text: &str) -> Vec<&str> {
    let is_deed = |line: &&str| {
        let said = ["#", "expect ", "mechanism "];
        !said.iter().any(|word| line.starts_with(word))
    };
    text.lines().filter(is_deed).collect()
}

#[test]
fn every_mechanism_has_one_scene_that_is_played_with_it_and_without_it() {
    for mechanism in Mechanism::ALL {
        let [on, off] = scenes(mechanism);
        assert_eq!(deeds(&on), deeds(&off), "{}", mechanism.name());
        let works = |text: &str| {
            let script = Script::parse(text).unwrap();
            let mechanisms = script.scenario().mechanisms;
            let others = Mechanism::ALL.into_iter().filter(|m| *m != mechanism);
            assert!(others.into_iter().all(|other| mechanisms.works(other)));
            mechanisms.works(mechanism)
        };
        assert!(works(&on) && !works(&off), "{}", mechanism.name());
    }
}

/// What a search came to.
struct Found {
    harm: bool,
    states: usize,
}

/// Everything that can happen from here on, breadth first: the system's steps, patience that is in vain, and each of
/// `deeds` at most once.
fn search(
    scenario: &Scenario,
    start: World,
    deeds: &[Action],
    harm: impl Fn(&Scenario, &World) -> bool,
) -> Found {
    let mut visited = BTreeSet::from([(start.fingerprint(), 0_u8)]);
    let mut level = vec![(start, 0_u8)];
    let mut actions = Vec::new();
    while !level.is_empty() {
        let mut next = Vec::new();
        for (world, done) in level {
            if harm(scenario, &world) {
                let states = visited.len();
                return Found { harm: true, states };
            }
            actions.clear();
            enabled(scenario, &world, &mut actions);
            actions.retain(|action| match action {
                Action::FireTimer(timer) => is_vain(&world, *timer),
                _ => true,
            });
            let steps = actions.iter().map(|action| (*action, done));
            let left = (0_u8..).zip(deeds).filter(|(bit, _)| done >> bit & 1 == 0);
            let deeds = left.map(|(bit, action)| (*action, done | 1 << bit));
            for (action, done) in steps.chain(deeds) {
                let mut after = world.clone();
                if apply(scenario, &mut after, &action, &mut ()).is_ok()
                    && visited.insert((after.fingerprint(), done))
                {
                    next.push((after, done));
                }
            }
        }
        assert!(visited.len() < STATES_MAX, "the scene is too wide");
        level = next;
    }
    let states = visited.len();
    Found {
        harm: false,
        states,
    }
}

/// Searches both halves of a mechanism's scene.
fn compare(
    mechanism: Mechanism,
    deeds: impl Fn(&Scenario, &World) -> Vec<Action>,
    harm: impl Fn(&Scenario, &World) -> bool,
) {
    let [on, off] = scenes(mechanism).map(|text| {
        let report = Script::parse(&text).unwrap().run();
        let player = report.player_at("searched").expect("a moment");
        let (scenario, world) = (player.scenario(), player.world());
        let deeds = deeds(scenario, world);
        search(scenario, world.clone(), &deeds, &harm)
    });
    let name = mechanism.name();
    assert!(!on.harm, "{name}: the mechanism is there, and yet");
    assert!(
        on.states >= 10,
        "{name}: the search goes on from the moment"
    );
    assert!(off.harm, "{name}: without it nothing happens");
}

/// How often an order stands in a partition for a read_committed reader, by the leader's log.
fn committed(world: &World, order: OrderId) -> usize {
    let Some((_, log)) = world.leader_replica(T) else {
        return 0;
    };
    let stable = log.last_stable_offset();
    let decided = log
        .batches()
        .iter()
        .filter(|batch| batch.end_offset() <= stable && !log.is_aborted(batch));
    decided
        .flat_map(|batch| batch.orders())
        .filter(|(_, found)| *found == order)
        .count()
}

fn in_log(world: &World, order: OrderId) -> usize {
    let leader = world.leader_replica(T);
    leader.map_or(0, |(_, log)| {
        log.orders().filter(|(_, found)| *found == order).count()
    })
}

/// Its producer was told that it is stored, and the leader does not have it.
fn is_lost(_: &Scenario, world: &World) -> bool {
    world.facts().of(A).told_stored > Count::ZERO
        && world.leader_replica(T).is_some()
        && in_log(world, A) == 0
}

fn on_its_way(world: &World, direction: Direction, api: Api) -> EnvelopeKey {
    let mut envelopes = world.envelopes().map(|envelope| envelope.key);
    let found = envelopes.find(|key| (key.direction, key.api) == (direction, api));
    found.expect("it is on its way")
}

fn call(call: Call) -> Action {
    Action::Client(ClientId(0), call)
}

fn crash(broker: u8) -> Action {
    Action::Crash(NodeId::Broker(BrokerId(broker)))
}

#[test]
fn without_the_sequence_check_a_lost_ack_duplicates() {
    compare(
        Mechanism::SequenceCheck,
        |_, world| {
            vec![Action::Drop(on_its_way(
                world,
                Direction::Response,
                Api::Produce,
            ))]
        },
        |_, world| in_log(world, A) > 1,
    );
}

#[test]
fn without_the_epoch_fence_a_zombie_commits_an_order_again() {
    compare(
        Mechanism::ProducerEpochFence,
        |_, _| {
            vec![
                Action::Resume(NodeId::Client(ClientId(0))),
                call(Call::BeginTransaction),
                call(Call::Send(A, T)),
                call(Call::CommitTransaction),
            ]
        },
        |_, world| committed(world, A) > 1,
    );
}

#[test]
fn without_the_transaction_log_a_coordinators_death_ends_an_open_transaction_for_good() {
    compare(
        Mechanism::TransactionLog,
        |_, _| vec![call(Call::CommitTransaction)],
        |_, world| world.manager(ClientId(0)).unwrap().has_error(),
    );
}

#[test]
fn without_the_last_stable_offset_an_aborted_order_is_charged() {
    compare(
        Mechanism::LastStableOffset,
        |_, _| vec![call(Call::AbortTransaction)],
        |_, world| world.facts().of(A).effects > Count::ZERO,
    );
}

#[test]
fn without_waiting_for_in_sync_replicas_an_acknowledged_record_dies_with_its_leader() {
    compare(Mechanism::InSyncWait, |_, _| vec![crash(1)], is_lost);
}

#[test]
fn without_leader_epochs_an_acknowledged_record_is_cut_away_by_a_follower() {
    let deaths = |_: &Scenario, _: &World| vec![crash(1), crash(2)];
    compare(Mechanism::LeaderEpochTruncation, deaths, is_lost);
}

#[test]
fn without_the_generation_fence_a_zombie_turns_the_offset_back() {
    compare(
        Mechanism::GroupGenerationFence,
        |_, _| {
            let zombie = ClientId(1);
            vec![
                Action::Resume(NodeId::Client(zombie)),
                Action::Client(zombie, Call::CommitOffsets),
            ]
        },
        |scenario, world| {
            let stored = world.committed_offset(scenario, GroupId(0), T);
            stored.is_some_and(|offset| offset.0 < 3)
        },
    );
}

#[test]
fn without_the_coordinator_epoch_check_a_late_marker_commits_what_is_aborted() {
    compare(
        Mechanism::CoordinatorEpochCheck,
        |_, world| {
            let marker = on_its_way(world, Direction::Request, Api::WriteTxnMarkers);
            vec![Action::Release(marker), call(Call::AbortTransaction)]
        },
        |_, world| committed(world, B) > 0,
    );
}

#[test]
fn without_verification_a_late_batch_opens_a_transaction_that_nobody_ends() {
    compare(
        Mechanism::PartitionVerification,
        |_, world| {
            let late = on_its_way(world, Direction::Request, Api::Produce);
            vec![Action::Release(late), call(Call::AbortTransaction)]
        },
        |_, world| {
            let (_, log) = world.leader_replica(T).unwrap();
            let first = log.batches().first();
            in_log(world, A) > 0 && first.is_some_and(|batch| batch.marker().is_some())
        },
    );
}
