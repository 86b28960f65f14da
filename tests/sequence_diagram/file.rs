//! As a file, to look at.

use ackademy::viewmodel::picture::standalone;
use ackademy::viewmodel::sequence_diagram::SequenceDiagram;
use ackademy_engine::action::Action;
use ackademy_engine::ids::NodeId;
use ackademy_engine::scenario::{Pipeline, Preset};

use super::runs::{broker_death, lost_ack, run_of, to_its_end};
use super::translations::bundles;

#[test]
fn the_file_is_well_formed_in_every_language() {
    let (mut dead, broker) = broker_death();
    dead.run_until(60, |_| false);
    dead.intervene(Action::Restart(NodeId::Broker(broker)))
        .expect("it is down");
    let runs = [
        ("lost-ack", to_its_end(lost_ack().0)),
        (
            "stream",
            to_its_end(run_of(Preset::ExactlyOnce, Pipeline::Stream)),
        ),
        ("death", to_its_end(dead)),
    ];
    for (name, player) in runs {
        let drawing = SequenceDiagram::of(&player).whole(&player, false);
        for bundle in bundles() {
            let svg = standalone(&drawing, name, |words| bundle.format(words));
            roxmltree::Document::parse(&svg).expect("well-formed");
            if let Ok(folder) = std::env::var("PICTURES") {
                let file = format!("{folder}/{name}.{}.svg", bundle.locale());
                std::fs::write(file, svg).expect("written");
            }
        }
    }
}
