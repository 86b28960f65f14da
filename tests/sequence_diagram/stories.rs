//! What somebody did, and what the diagram shows of it.

use std::sync::Arc;

use ackademy::session::SEED;
use ackademy::viewmodel::picture::{Form, Look, Shape, Tip};
use ackademy::viewmodel::sequence_diagram::{
    Arrow, End, Fold, Frame, Lines, SequenceDiagram, Sheet, What,
};
use ackademy_engine::action::Action;
use ackademy_engine::event::Event;
use ackademy_engine::ids::{ClientId, NodeId};
use ackademy_engine::player::Player;
use ackademy_engine::protocol::{Api, Direction, EnvelopeKey, KafkaError};
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

use super::runs::{ACK, PRODUCE, broker_death, done_to, lost_ack, run_of, to_its_end};

const FRAME: Frame = Frame {
    width: 1200,
    line: 26,
};

fn whole(player: &Player) -> (SequenceDiagram, Lines, Sheet) {
    let diagram = SequenceDiagram::of(player);
    let lines = diagram.lines(false, FRAME);
    let sheet = diagram.sheet(player, &lines, 0..lines.lines.len(), FRAME);
    (diagram, lines, sheet)
}

fn tips(sheet: &Sheet, arrow: usize) -> Vec<Tip> {
    let (_, shapes) = sheet
        .arrows
        .iter()
        .find(|(index, _)| *index == arrow)
        .expect("it is drawn");
    let tip = |shape: &Shape| match shape.form {
        Form::Line { tip, .. } => Some(tip),
        _ => None,
    };
    shapes.iter().filter_map(tip).collect()
}

fn of_meaning(diagram: &SequenceDiagram, key: EnvelopeKey) -> Vec<(usize, &Arrow)> {
    let arrows = diagram.arrows().iter().enumerate();
    let same = |(_, arrow): &(usize, &Arrow)| arrow.key.meaning() == key.meaning();
    arrows.filter(same).collect()
}

fn notes(diagram: &SequenceDiagram, wanted: impl Fn(&Event) -> bool) -> usize {
    let items = diagram.items().iter();
    let is_wanted = |what: &What| match what {
        What::Note(note) => note.events.iter().any(&wanted),
        _ => false,
    };
    items.filter(|item| is_wanted(&item.what)).count()
}

#[test]
fn a_cut_ack_ends_in_a_cross_and_has_no_head() {
    let (player, ack) = lost_ack();
    let (diagram, _, sheet) = whole(&player);
    let cut = of_meaning(&diagram, ack);
    let [(index, arrow)] = cut[..] else {
        panic!("one ack was sent, not {}", cut.len());
    };
    assert!(matches!(arrow.ended, Some((End::Cut, _))));
    assert_eq!(tips(&sheet, index), [Tip::Cross]);
}

#[test]
fn a_retry_is_a_second_arrow_and_is_told_after_the_timeout() {
    let (player, ack) = lost_ack();
    let player = to_its_end(player);
    let (diagram, _, sheet) = whole(&player);
    let produced = of_meaning(&diagram, ack.in_direction(Direction::Request));
    assert_eq!(produced.len(), 2);
    for (index, _) in produced {
        assert_eq!(tips(&sheet, index), [Tip::Head]);
    }
    let told = |wanted: fn(&Event) -> bool| {
        let mut items = diagram.items().iter();
        items.position(|item| matches!(&item.what, What::Note(note) if wanted(&note.events[0])))
    };
    let timeout = told(|event| matches!(event, Event::TimerFired(_)));
    let retry = told(|event| matches!(event, Event::RetryScheduled(..)));
    assert!(
        timeout.is_some() && timeout < retry,
        "{timeout:?}, {retry:?}"
    );
}

#[test]
fn a_crash_ends_the_arrows_to_the_process() {
    let (player, broker) = broker_death();
    let (diagram, _, sheet) = whole(&player);
    let arrows = diagram.arrows().iter().enumerate();
    let to_it = arrows.filter(|(_, arrow)| arrow.ends().1 == NodeId::Broker(broker));
    let lost: Vec<usize> = to_it
        .filter(|(_, arrow)| arrow.is_lost())
        .map(|(index, _)| index)
        .collect();
    assert!(!lost.is_empty());
    for index in lost {
        assert_eq!(tips(&sheet, index), [Tip::Cross]);
    }
    let to_it = |key: EnvelopeKey| key.direction == Direction::Request && key.broker == broker;
    assert!(!diagram.under_way().any(to_it));
}

#[test]
fn a_broker_that_is_gone_has_a_bar_until_it_starts_again() {
    let (mut player, broker) = broker_death();
    let bar = |player: &Player| SequenceDiagram::of(player).bars()[0];
    assert_eq!(bar(&player).node, NodeId::Broker(broker));
    assert!(bar(&player).from.is_some() && bar(&player).to.is_none());
    let (_, _, sheet) = whole(&player);
    assert!(sheet.back.iter().any(|shape| shape.look == Look::Down));
    let restart = Action::Restart(NodeId::Broker(broker));
    player.intervene(restart).expect("it is down");
    assert!(bar(&player).to.is_some());
    let diagram = SequenceDiagram::of(&player);
    assert_eq!(
        notes(&diagram, |event| matches!(event, Event::Crashed(_))),
        1
    );
    assert_eq!(
        notes(&diagram, |event| matches!(event, Event::Restarted(_))),
        1
    );
}

#[test]
fn nothing_of_the_future_is_drawn_when_one_goes_back() {
    let mut player = to_its_end(lost_ack().0);
    let mut diagram = SequenceDiagram::of(&player);
    let until = player.position() / 3;
    player.seek(until);
    diagram.follow(&player);
    let lines = diagram.lines(true, FRAME);
    assert!(lines.lines.iter().all(|line| line.position <= until));
    assert!(diagram.items().iter().all(|item| item.position <= until));
    let on_its_way: Vec<EnvelopeKey> = player.world().envelopes().map(|it| it.key).collect();
    assert_eq!(
        diagram.under_way().collect::<Vec<_>>().len(),
        on_its_way.len()
    );
    player.step();
    diagram.follow(&player);
    assert_eq!(diagram.items(), SequenceDiagram::of(&player).items());
}

#[test]
fn what_is_on_its_way_ends_open_at_the_present() {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    while player.world().envelopes().next().is_none() {
        player.step();
    }
    let (diagram, _, sheet) = whole(&player);
    let open = diagram
        .arrows()
        .iter()
        .position(|arrow| arrow.ended.is_none());
    let open = open.expect("something is on its way");
    assert_eq!(tips(&sheet, open), [Tip::Ring]);
    let present = sheet.back.iter().find(|shape| shape.look == Look::Now);
    let Some(Form::Line { ends, .. }) = present.map(|shape| &shape.form) else {
        panic!("the present is a line");
    };
    let (_, shapes) = &sheet.arrows[open];
    assert!(
        matches!(&shapes[0].form, Form::Line { ends: own, .. } if own[1].1 == ends[0].1),
        "it reaches the present"
    );
}

#[test]
fn what_is_held_back_stands_on_its_way_until_it_goes_on() {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    let key = done_to(&mut player, ACK, Action::Delay);
    player.run_until(8, |_| false);
    let standing = |player: &Player| {
        let (diagram, _, sheet) = whole(player);
        let (index, _) = of_meaning(&diagram, key)[0];
        let (_, shapes) = sheet
            .arrows
            .iter()
            .find(|(it, _)| *it == index)
            .expect("drawn")
            .clone();
        let upright = |shape: &&Shape| matches!(shape.form, Form::Line { ends: [(a, top), (b, bottom)], .. } if a == b && bottom > top);
        (shapes.iter().filter(upright).count(), tips(&sheet, index))
    };
    assert_eq!(
        standing(&player),
        (1, vec![Tip::None, Tip::None, Tip::Ring])
    );
    player.intervene(Action::Release(key)).expect("it is held");
    let player = to_its_end(player);
    assert_eq!(
        standing(&player),
        (1, vec![Tip::None, Tip::None, Tip::Head])
    );
}

#[test]
fn a_copy_is_an_arrow_of_its_own() {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    let key = done_to(&mut player, PRODUCE, Action::Duplicate);
    let player = to_its_end(player);
    let diagram = SequenceDiagram::of(&player);
    let copies = of_meaning(&diagram, key);
    assert_eq!(
        copies
            .iter()
            .filter(|(_, arrow)| arrow.key.copy > 0)
            .count(),
        1
    );
    assert!(
        copies
            .iter()
            .all(|(_, arrow)| matches!(arrow.ended, Some((End::Arrived, _))))
    );
}

#[test]
fn followers_fetches_are_drawn_when_they_are_asked_for() {
    let player = to_its_end(run_of(Preset::AtLeastOnce, Pipeline::Simple));
    let diagram = SequenceDiagram::of(&player);
    let hidden = diagram.lines(false, FRAME).lines.len();
    let fetches = diagram.items().iter();
    let fetches = fetches
        .filter(|item| matches!(item.what, What::ReplicaFetch { .. }))
        .count();
    assert!(fetches > 0);
    let shown = diagram.lines(true, FRAME);
    let with_gaps = shown.lines.iter().filter(|line| line.gap.is_none()).count();
    assert!(with_gaps >= fetches && shown.lines.len() > hidden);
}

#[test]
fn a_long_quiet_time_has_a_line_of_its_own() {
    let (_, lines, _) = whole(&to_its_end(lost_ack().0));
    let gap = lines.lines.iter().find_map(|line| line.gap);
    assert!(gap.is_some_and(|micros| micros > 25_000_000), "{gap:?}");
}

#[test]
fn lanes_stand_as_on_the_stage_and_a_broker_is_called_what_it_coordinates() {
    let player = run_of(Preset::ExactlyOnce, Pipeline::Stream);
    let heads = SequenceDiagram::of(&player).heads(&player);
    let brokers = heads
        .iter()
        .filter(|head| matches!(head.node, NodeId::Broker(_)));
    assert_eq!(brokers.count(), 3);
    assert_eq!(heads[0].node, NodeId::Client(ClientId(0)));
    assert!(matches!(heads[4].node, NodeId::Client(_)));
    assert!(heads.iter().any(|head| head.role.is_some()));
    assert!(
        heads
            .iter()
            .all(|head| head.role.is_none() || matches!(head.node, NodeId::Broker(_)))
    );
}

#[test]
fn a_second_process_has_a_lane_once_it_was_started() {
    let mut scenario = Scenario::preset(Preset::ExactlyOnce, Pipeline::Stream);
    scenario.add_twin(ClientId(1));
    let mut player = Player::new(Arc::new(scenario), SEED);
    let second = Action::StartSecond(ClientId(1));
    let count = |player: &Player| SequenceDiagram::of(player).heads(player).len();
    let before = count(&player);
    player.intervene(second).expect("it is possible");
    assert_eq!(count(&player), before + 1);
}

#[test]
fn a_transaction_that_commits_is_all_there() {
    let player = to_its_end(run_of(Preset::ExactlyOnce, Pipeline::Stream));
    let diagram = SequenceDiagram::of(&player);
    for api in [
        Api::InitProducerId,
        Api::AddPartitionsToTxn,
        Api::EndTxn,
        Api::WriteTxnMarkers,
    ] {
        let drawn = |arrow: &Arrow| arrow.key.api == api && arrow.fold.is_none();
        assert!(diagram.arrows().iter().any(drawn), "{}", api.name());
    }
    assert!(
        notes(&diagram, |event| matches!(
            event,
            Event::TransactionLogged(..)
        )) > 0
    );
    assert!(notes(&diagram, |event| matches!(event, Event::MarkerAppended(..))) > 0);
}

#[test]
fn a_request_that_is_refused_again_and_again_is_counted_from_the_third_time_on() {
    let mut player = run_of(Preset::AtLeastOnce, Pipeline::Simple);
    let orders = player
        .scenario()
        .partition_named("orders-0")
        .expect("it is there");
    let leader = player.world().controller().view.of(orders).leader;
    for broker in player.scenario().brokers() {
        if Some(broker) != leader {
            let crash = Action::Crash(NodeId::Broker(broker));
            player.intervene(crash).expect("it is up");
        }
    }
    player.run_until(2_000, |_| false);
    let diagram = SequenceDiagram::of(&player);
    let of_produce = |fold: &&Fold| fold.key.api == Api::Produce;
    let fold = diagram.folds().iter().find(of_produce);
    let fold = fold.expect("the producer is refused again and again");
    assert_eq!(fold.says.error, KafkaError::NotEnoughReplicas);
    assert!(fold.count > 5, "{}", fold.count);
    let drawn = of_meaning(&diagram, fold.key);
    let drawn = drawn.iter().filter(|(_, arrow)| arrow.fold.is_none());
    assert!(drawn.count() >= 2);
    let lines = diagram.lines(false, FRAME).lines.len();
    assert!(
        lines < 120,
        "{lines} lines for {} items",
        diagram.items().len()
    );
}
