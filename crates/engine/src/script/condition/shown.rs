//! What a run shows can be asked for: no kind of value leaves out one that a run has.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Read, listed};
use crate::guarantee::judge;
use crate::ids::{GroupId, OrderId};
use crate::ledger::Ledger;
use crate::script::Script;
use crate::script::draft::Draft;
use crate::script::run::Run;
use crate::script::show::{Fields, envelope, event::describe, group, judgement, state};
use crate::script::words::{Words, statements};

/// The pairs of these fields. Of two with the same key a condition looks at the first.
fn pairs(fields: &Fields) -> String {
    let mut seen = BTreeSet::new();
    let first = fields.iter().filter(|(key, _)| seen.insert(*key));
    let texts = first.map(|(key, value)| format!("{key}={}", value.to_string().replace(' ', "/")));
    texts.collect::<Vec<_>>().join(" ")
}

fn events(run: &Run, all: &mut BTreeSet<String>) {
    let names = run.names();
    for seen in &run.watch.seen {
        let (name, mut fields) = describe(names, &seen.event);
        if let Some(place) = seen.sent {
            fields.extend(envelope::fields(names, &run.watch.sent[place]));
        }
        // In a condition `nth` counts events, and not envelopes.
        fields.retain(|(key, _)| *key != "nth");
        all.insert(format!("{name} {}", pairs(&fields)));
    }
}

fn cluster(run: &Run, all: &mut BTreeSet<String>) {
    let (names, world) = (run.names(), run.player.world());
    for id in names.0.partition_ids() {
        let name = names.partition(id);
        let fields = state::partition(world, id);
        all.insert(format!("partition {name} {}", pairs(&fields)));
        for broker in &names.0.partition(id).replicas {
            let place = format!("{name} on broker {broker}");
            let fields = state::replica(world, id, *broker);
            all.insert(format!("replica {place} {}", pairs(&fields)));
            let log = state::log(names, world, id, *broker);
            let log: Vec<String> = log.iter().map(ToString::to_string).collect();
            all.insert(format!("log {place} = {}", listed(&log)));
        }
    }
    for id in names.0.brokers() {
        let fields = state::broker(names, world, id);
        all.insert(format!("broker {id} {}", pairs(&fields)));
    }
    for index in 0..names.0.groups.len() {
        let id = GroupId(u8::try_from(index).expect("few groups"));
        let fields = group::group(names, world, id);
        all.insert(format!("group {} {}", names.group(id), pairs(&fields)));
    }
}

fn read(text: &str, draft: &mut Draft) -> Read {
    let mut words = Words::new(statements(text)?.remove(0));
    super::read(&mut words, draft)
}

/// What a condition finds that asks for nothing.
fn found(run: &Run, draft: &mut Draft, condition: &str) -> String {
    let read = read(&format!("{condition} = none"), draft).expect("a condition");
    format!("{condition} = {}", read.check(run, 0).got)
}

fn clients(run: &Run, draft: &mut Draft, all: &mut BTreeSet<String>) {
    let (names, world) = (run.names(), run.player.world());
    for id in names.0.client_ids() {
        let name = names.client(id);
        let fields = state::client(names, world, id);
        all.insert(format!("client {name} {}", pairs(&fields)));
        all.insert(found(run, draft, &format!("saw {name}")));
        if names.0.client(id).producer.is_some() {
            for order in &names.0.orders {
                all.insert(found(run, draft, &format!("callback {name} {order}")));
            }
        }
    }
}

fn orders(run: &Run, all: &mut BTreeSet<String>) {
    let (names, world) = (run.names(), run.player.world());
    let ledger = Ledger::of_trace(&run.player);
    for index in 0..names.0.orders.len() {
        let id = OrderId(u16::try_from(index).expect("few orders"));
        let (name, row) = (names.order(id), ledger.of(id));
        let fields = state::order(names.0, world, &run.watch, id);
        all.insert(format!("order {name} {}", pairs(&fields)));
        all.insert(format!("ledger {name} {}", pairs(&judgement::row(row))));
        for reading in &row.readers {
            let fields = judgement::reading(row, reading.client);
            let reader = names.client(reading.client);
            all.insert(format!("ledger {name} reader {reader} {}", pairs(&fields)));
        }
    }
}

fn verdict(run: &Run, all: &mut BTreeSet<String>) {
    let judged = judge(&run.player);
    let anomalies = judged.anomalies.iter().filter_map(|found| found.anomaly());
    let anomalies: Vec<_> = anomalies.collect();
    let fields = judgement::verdict(run.names(), &judged.overall, &anomalies);
    all.insert(format!("verdict {}", pairs(&fields)));
}

#[test]
fn all_that_a_story_shows_can_be_asked_for_and_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let mut asked = 0;
    for entry in std::fs::read_dir(folder).expect("a folder of transcripts") {
        let path = entry.expect("a readable folder").path();
        let text = std::fs::read_to_string(&path).expect("a transcript");
        let script = Script::parse(&text).unwrap_or_else(|mistake| panic!("{path:?}: {mistake}"));
        let (mut run, mut draft) = (Run::new(&script), script.draft().clone());
        let mut all = BTreeSet::new();
        for statement in script.statements() {
            // The stories have a test of their own, which tells what stops one.
            let _ = statement.command.carry_out(&mut run);
            verdict(&run, &mut all);
        }
        let then = all.len();
        for condition in &all {
            let mistake = read(condition, &mut draft).err();
            assert_eq!(mistake, None, "{path:?}: {condition}");
        }
        all.clear();
        events(&run, &mut all);
        cluster(&run, &mut all);
        clients(&run, &mut draft, &mut all);
        orders(&run, &mut all);
        verdict(&run, &mut all);
        for condition in &all {
            let read = read(condition, &mut draft);
            let read = read.unwrap_or_else(|mistake| panic!("{path:?}: {condition}: {mistake}"));
            let finding = read.check(&run, 0);
            assert!(finding.holds, "{path:?}: {condition}: {}", finding.got);
        }
        asked += then + all.len();
    }
    assert!(asked > 5_000, "the runs show much: {asked}");
}
