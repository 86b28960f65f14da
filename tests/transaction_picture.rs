//! The whole transaction as a picture: told by the run alone, in every language, on a drawing where nothing collides.

mod texts;
mod translations;

use std::sync::Arc;

use ackademy::i18n::Bundle;
use ackademy::session::SEED;
use ackademy::viewmodel::picture::{Drawing, Form, Look, Paint, Shape, standalone};
use ackademy::viewmodel::transaction_picture::{
    Cell, Lane, TransactionPicture, run_to_rest, transaction_picture, transaction_scene,
};
use ackademy_engine::action::Action;
use ackademy_engine::ids::{ClientId, NodeId};
use ackademy_engine::log::{TransactionResult, TransactionState};
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};
use texts::{Text, leaving, meeting, texts};
use translations::bundles;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn whole_run() -> Player {
    let mut player = Player::new(Arc::new(transaction_scene()), SEED);
    run_to_rest(&mut player);
    player
}

fn picture() -> TransactionPicture {
    transaction_picture(&whole_run()).expect("billing works in transactions")
}

fn cells(picture: &TransactionPicture) -> Vec<(Lane, Cell)> {
    let cells = picture.steps.iter().flat_map(|step| step.cells.clone());
    cells.collect()
}

#[test]
fn the_log_goes_through_kafkas_states_and_memory_follows_each() {
    use TransactionState::{CompleteCommit, Empty, Ongoing, PrepareCommit};
    let cells = cells(&picture());
    let logged: Vec<_> = cells
        .iter()
        .filter_map(|(_, cell)| match cell {
            Cell::Record(_, state) => Some(*state),
            _ => None,
        })
        .collect();
    assert_eq!(
        logged,
        [Empty, Ongoing, Ongoing, PrepareCommit, CompleteCommit]
    );
    let states = cells.iter().filter_map(|(_, cell)| match cell {
        Cell::Record(_, state) | Cell::Memory(state) => Some(*state),
        _ => None,
    });
    let twice: Vec<_> = logged.iter().flat_map(|state| [*state, *state]).collect();
    assert_eq!(states.collect::<Vec<_>>(), twice);
}

#[test]
fn markers_come_after_the_decision_and_before_the_log_says_complete() {
    let cells = cells(&picture());
    let at = |wanted: &dyn Fn(&Cell) -> bool| {
        let found = cells.iter().position(|(_, cell)| wanted(cell));
        found.expect("the run has it")
    };
    let decided = at(&|cell| *cell == Cell::Memory(TransactionState::PrepareCommit));
    let marker = at(&|cell| matches!(cell, Cell::Marker(..)));
    let complete = at(&|cell| matches!(cell, Cell::Record(_, TransactionState::CompleteCommit)));
    assert!(decided < marker && marker < complete, "{cells:?}");
    let marked: Vec<_> = cells
        .iter()
        .filter(|(_, cell)| matches!(cell, Cell::Marker(..)))
        .map(|(lane, _)| *lane)
        .collect();
    assert!(marked.contains(&Lane::Offsets) && marked.contains(&Lane::Target));
}

#[test]
fn steps_are_numbered_and_follow_the_run() {
    let steps = picture().steps;
    assert!(steps.len() > 15, "{} steps", steps.len());
    for (index, step) in steps.iter().enumerate() {
        assert_eq!(step.number, index + 1);
    }
    assert!(steps.is_sorted_by_key(|step| step.position));
}

#[test]
fn a_run_that_stops_short_shows_no_more_than_happened() {
    let whole = whole_run();
    let until = picture().steps[9].position;
    let mut player = whole.clone();
    player.seek(until);
    let steps = transaction_picture(&player)
        .expect("billing works in transactions")
        .steps;
    assert!(steps.len() >= 10 && steps.len() < picture().steps.len());
    assert!(steps.iter().all(|step| step.position <= until));
}

#[test]
fn an_application_that_dies_has_its_transaction_aborted_when_its_time_is_up() {
    let mut player = Player::new(Arc::new(transaction_scene()), SEED);
    let shows = |player: &Player, cell: Cell| {
        let picture = transaction_picture(player).expect("billing works in transactions");
        cells(&picture).contains(&(Lane::Coordinator, cell))
    };
    let ongoing = |player: &Player| shows(player, Cell::Memory(TransactionState::Ongoing));
    assert!(player.run_until(500, ongoing));
    player
        .intervene(Action::Crash(NodeId::Client(ClientId(1))))
        .expect("billing is up");
    let aborted = |player: &Player| shows(player, Cell::Memory(TransactionState::CompleteAbort));
    assert!(player.run_until(500, aborted));
    let shown = cells(&transaction_picture(&player).expect("billing works in transactions"));
    let marker = |cell: &Cell| matches!(cell, Cell::Marker(_, TransactionResult::Abort));
    assert!(shown.iter().any(|(_, cell)| marker(cell)));
}

#[test]
fn no_picture_is_made_where_nobody_reads_and_writes_in_transactions() {
    for (preset, pipeline) in [
        (Preset::AtLeastOnce, Pipeline::Stream),
        (Preset::ExactlyOnce, Pipeline::Simple),
    ] {
        let player = Player::new(Arc::new(Scenario::preset(preset, pipeline)), SEED);
        assert_eq!(transaction_picture(&player), None);
    }
}

fn collisions(drawing: &Drawing, bundle: &Bundle) -> Vec<String> {
    let texts = texts(drawing, bundle);
    let mut found = leaving(drawing, bundle);
    found.extend(meeting(drawing, bundle));
    for text in &texts {
        let Text {
            left,
            right,
            y,
            words,
        } = text;
        for shape in drawing
            .shapes
            .iter()
            .filter(|shape| shape.look == Look::Lifeline)
        {
            if let Form::Line {
                ends: [(x, top), _],
                ..
            } = shape.form
                && y > &top
                && (*left..*right).contains(&x)
                && !words
                    .chars()
                    .next()
                    .is_none_or(|first| first.is_ascii_digit())
                && shape_under(drawing, x, *y).is_none()
            {
                found.push(format!("{words:?} lies on a line of life"));
            }
        }
    }
    found
}

/// The cell that hides a line of life there.
fn shape_under(drawing: &Drawing, x: i32, y: i32) -> Option<Look> {
    let hides = |shape: &&Shape| match shape.form {
        Form::Box([left, top, width, height, _])
            if shape.look != Look::Row && shape.look != Look::Inside =>
        {
            (left..left + width).contains(&x) && (top..top + height).contains(&y)
        }
        Form::Diamond([cx, cy, half]) => (cx - x).abs() + (cy - y).abs() <= half,
        _ => false,
    };
    drawing.shapes.iter().find(hides).map(|shape| shape.look)
}

#[test]
fn no_word_meets_another_in_any_language() {
    let drawing = picture().drawing(None);
    for bundle in bundles() {
        assert_eq!(
            collisions(&drawing, &bundle),
            [""; 0],
            "{}",
            bundle.locale()
        );
    }
}

#[test]
fn the_check_for_collisions_finds_a_planted_one() {
    let mut drawing = picture().drawing(None);
    let mut planted: Vec<Shape> = drawing
        .shapes
        .iter()
        .filter(|shape| shape.look == Look::Label)
        .cloned()
        .collect();
    if let Form::Text { at, .. } = &mut planted[0].form {
        at.0 += 20;
    }
    drawing.shapes.push(planted.swap_remove(0));
    assert!(!collisions(&drawing, &bundles()[0]).is_empty());
}

#[test]
fn the_file_stands_alone_in_every_language() {
    for bundle in bundles() {
        let drawing = picture().drawing(None);
        let svg = standalone(&drawing, "One & only", |words| bundle.format(words));
        let document = roxmltree::Document::parse(&svg).expect("well-formed");
        let root = document.root_element();
        assert_eq!(
            root.tag_name().namespace(),
            Some("http://www.w3.org/2000/svg")
        );
        let title = root.first_element_child().and_then(|title| title.text());
        assert_eq!(title, Some("One & only"));
        let words: Vec<_> = document
            .descendants()
            .filter_map(|node| node.text())
            .collect();
        for state in [
            "InitProducerId",
            "AddPartitionsToTxn",
            "EndTxn",
            "WriteTxnMarkers",
        ] {
            assert!(words.contains(&state), "{}: {state}", bundle.locale());
        }
        assert!(!svg.contains("var("), "slides know no style sheets");
        if let Ok(folder) = std::env::var("PICTURES") {
            let file = format!("{folder}/transaction.{}.svg", bundle.locale());
            std::fs::write(file, svg).expect("written");
        }
    }
}

#[test]
fn colours_on_paper_are_those_of_the_light_page() {
    let tokens = std::fs::read_to_string(format!("{ROOT}/styles/tokens.css")).expect("it is there");
    let paints = [
        Paint::Ink,
        Paint::Soft,
        Paint::Line,
        Paint::Wire,
        Paint::Blue,
        Paint::BlueWash,
        Paint::Violet,
        Paint::VioletWash,
        Paint::Teal,
        Paint::TealWash,
        Paint::Red,
        Paint::RedWash,
        Paint::Wash,
    ];
    for paint in paints {
        let line = format!("--{}: light-dark({},", paint.name(), paint.on_paper());
        assert!(tokens.contains(&line), "styles/tokens.css lacks {line}");
    }
}
