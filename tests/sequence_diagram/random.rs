//! Whatever is done to a run: nothing is left out, nothing is invented, nothing runs upwards.

use ackademy::i18n::Bundle;
use ackademy::viewmodel::picture::{Drawing, Form, Look, Shape};
use ackademy::viewmodel::sequence_diagram::{Frame, SequenceDiagram, What};
use ackademy_engine::event::Event;
use ackademy_engine::player::Player;
use ackademy_engine::scenario::{Pipeline, Preset};

use super::runs::random_run;
use super::texts::{leaving, meeting, texts};
use super::translations::bundles;

const FRAME: Frame = Frame {
    width: 320,
    line: 44,
};

fn runs() -> impl Iterator<Item = Player> {
    let pipelines = [Pipeline::Simple, Pipeline::Stream];
    let all = pipelines.into_iter().flat_map(|pipeline| {
        let presets = Preset::all(pipeline).iter();
        presets.map(move |preset| (*preset, pipeline))
    });
    all.flat_map(|(preset, pipeline)| (0..6).map(move |seed| random_run(seed, preset, pipeline)))
}

#[test]
fn every_envelope_is_drawn_or_counted_in_a_fold() {
    let mut folded = 0;
    for player in runs() {
        let diagram = SequenceDiagram::of(&player);
        let sent =
            |event: &&Event| matches!(event, Event::EnvelopeSent(_) | Event::RequestDuplicated(_));
        assert_eq!(
            diagram.arrows().len(),
            player.events().iter().filter(sent).count()
        );
        let lines = diagram.lines(false, FRAME);
        let mut on_lines = vec![0; diagram.arrows().len()];
        for line in &lines.lines {
            for item in &diagram.items()[line.items.0..line.items.1] {
                if let What::Sent(arrow) = item.what {
                    on_lines[arrow] += 1;
                }
            }
        }
        let mut counted = vec![0; diagram.folds().len()];
        for (arrow, on_lines) in diagram.arrows().iter().zip(on_lines) {
            match arrow.fold {
                Some(fold) => counted[fold] += 1,
                None => assert_eq!(on_lines, 1, "{:?}", arrow.key),
            }
        }
        // A request and its answer.
        let said: Vec<usize> = diagram.folds().iter().map(|fold| 2 * fold.count).collect();
        assert_eq!(counted, said);
        folded += said.len();
    }
    assert!(folded > 0, "no run has anything to fold");
}

#[test]
fn what_is_open_is_what_is_on_its_way() {
    for player in runs() {
        let diagram = SequenceDiagram::of(&player);
        let mut on_its_way: Vec<_> = player.world().envelopes().map(|it| it.key).collect();
        on_its_way.sort();
        assert_eq!(diagram.under_way().collect::<Vec<_>>(), on_its_way);
        let open = diagram
            .arrows()
            .iter()
            .filter(|arrow| arrow.ended.is_none());
        assert_eq!(open.count(), on_its_way.len());
    }
}

#[test]
fn step_by_step_it_becomes_what_it_is_at_once_and_back_again() {
    for mut player in runs() {
        let end = player.position();
        let mut followed = SequenceDiagram::of(&player);
        let mut same = |player: &Player| {
            followed.follow(player);
            let anew = SequenceDiagram::of(player);
            assert_eq!(followed.items(), anew.items());
            assert_eq!(followed.arrows(), anew.arrows());
            assert_eq!(followed.folds(), anew.folds());
            assert_eq!(followed.bars(), anew.bars());
        };
        for position in [end / 2, end / 3, 0] {
            player.seek(position);
            same(&player);
        }
        for position in (0..=end).step_by(37) {
            player.seek(position);
            same(&player);
        }
    }
}

#[test]
fn a_line_has_one_text_and_no_arrow_runs_upwards() {
    for player in runs() {
        let diagram = SequenceDiagram::of(&player);
        let lines = diagram.lines(true, FRAME);
        let sheet = diagram.sheet(&player, &lines, 0..lines.lines.len(), FRAME);
        for (line, shapes) in &sheet.texts {
            let is_text = |shape: &&Shape| {
                matches!(shape.form, Form::Text { .. }) && shape.look != Look::Time
            };
            let count = shapes.iter().filter(is_text).count();
            assert!(
                count <= 1,
                "line {line} has {count}: {:?}",
                lines.lines[*line]
            );
        }
        for (arrow, shapes) in &sheet.arrows {
            for shape in shapes {
                if let Form::Line {
                    ends: [from, to], ..
                } = shape.form
                {
                    assert!(to.1 >= from.1, "{:?}", diagram.arrows()[*arrow]);
                }
            }
        }
    }
}

#[test]
fn a_window_shows_what_the_whole_shows_there() {
    for player in runs().step_by(5) {
        let diagram = SequenceDiagram::of(&player);
        let lines = diagram.lines(false, FRAME);
        let count = lines.lines.len();
        let whole = diagram.sheet(&player, &lines, 0..count, FRAME);
        let (from, to) = (count / 3, count / 2);
        let window = diagram.sheet(&player, &lines, from..to, FRAME);
        assert_eq!(window.texts, whole.texts[from..to]);
        assert!(window.arrows.len() <= whole.arrows.len());
        for arrow in &window.arrows {
            // Rings beside each other are spread among those in view.
            let same = whole.arrows.iter().find(|(index, _)| *index == arrow.0);
            assert!(same.is_some());
        }
    }
}

#[test]
fn no_word_meets_another_or_leaves_the_paper_in_any_language() {
    let bundles = bundles();
    for player in runs().step_by(2) {
        let diagram = SequenceDiagram::of(&player);
        let drawing = diagram.whole(&player, true);
        let lines = diagram.lines(true, FRAME);
        let sheet = diagram.sheet(&player, &lines, 0..lines.lines.len(), FRAME);
        let shapes = sheet.texts.into_iter().flat_map(|(_, shapes)| shapes);
        let narrow = Drawing {
            width: sheet.width,
            height: sheet.height,
            shapes: shapes.collect(),
        };
        for bundle in &bundles {
            for drawing in [&drawing, &narrow] {
                let outside = leaving(drawing, bundle);
                assert_eq!(outside, [""; 0], "{}", bundle.locale());
                assert_eq!(meeting(drawing, bundle), [""; 0], "{}", bundle.locale());
            }
            assert_eq!(
                holes(&diagram, &player, bundle),
                [""; 0],
                "{}",
                bundle.locale()
            );
            assert!(
                texts(&drawing, bundle)
                    .iter()
                    .all(|text| !text.words.is_empty())
            );
        }
    }
}

/// What stands in place of a word that is not there.
fn holes(diagram: &SequenceDiagram, player: &Player, bundle: &Bundle) -> Vec<String> {
    let lines = diagram.lines(true, FRAME).lines;
    let told = lines.iter().flat_map(|line| {
        let told = diagram.told(player, line);
        assert!(!told.is_empty(), "{line:?} says nothing");
        told
    });
    told.map(|said| bundle.format(&said))
        .filter(|said| said.is_empty() || said.contains(['{', '}']))
        .collect()
}

#[test]
fn the_checks_of_words_find_planted_ones() {
    let player = random_run(1, Preset::AtLeastOnce, Pipeline::Simple);
    let bundle = &bundles()[0];
    let mut drawing = SequenceDiagram::of(&player).whole(&player, false);
    let is_text = |shape: &&Shape| matches!(shape.form, Form::Text { .. });
    let text = drawing
        .shapes
        .iter()
        .find(is_text)
        .expect("something is written")
        .clone();
    drawing.shapes.push(text.clone());
    assert_eq!(meeting(&drawing, bundle).len(), 1);
    if let Some(Form::Text { at, .. }) = drawing.shapes.last_mut().map(|shape| &mut shape.form) {
        at.0 = -200;
    }
    assert_eq!(leaving(&drawing, bundle).len(), 1);
}
