//! What repeats and brings nothing is counted instead of drawn: Fetches that find no records, and questions that are
//! refused, or answered the same, again and again.

use ackademy_engine::event::Event;
use ackademy_engine::few::Few;
use ackademy_engine::ids::{BrokerId, NodeId};
use ackademy_engine::protocol::{Api, EnvelopeKey, KafkaError, ResponseDigest};

use super::SequenceDiagram;
use super::record::What;

/// The first two are drawn: a retry is a second arrow.
const REPEATS_DRAWN: usize = 2;

/// Requests and their answers that are counted together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fold {
    /// The first request.
    pub key: EnvelopeKey,
    /// How each was answered.
    pub says: ResponseDigest,
    /// How many they are.
    pub count: usize,
}

/// The last request of a sender to a broker that was answered.
#[derive(Clone, Copy, Debug)]
struct Exchange {
    meaning: EnvelopeKey,
    says: ResponseDigest,
    /// The item after it.
    after: usize,
    /// How often the same was answered in a row.
    times: usize,
    fold: Option<usize>,
}

/// By sender and broker.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchanges(Few<(NodeId, BrokerId), Exchange>);

impl SequenceDiagram {
    /// A request was answered: by the arrow `answer`, which has just arrived.
    pub(super) fn exchanged(&mut self, key: EnvelopeKey, says: ResponseDigest, answer: usize) {
        let Some(request) = self.asked.get(&key).copied() else {
            return;
        };
        self.asked.remove(&key);
        let meaning = key.meaning();
        let is_empty = is_empty(key, says);
        let between = (key.sender, key.broker);
        let before = self.exchanges.0.get(&between).copied();
        let goes_on = before.filter(|before| {
            let is_same = if is_empty {
                before.meaning.api == Api::Fetch && before.fold.is_some()
            } else {
                before.meaning == meaning
            };
            is_same && before.says == says && self.is_all_the_same(*before, request, answer)
        });
        let times = goes_on.map_or(1, |before| before.times + 1);
        let brings_nothing = is_empty || may_repeat(key, says) && times > REPEATS_DRAWN;
        let mut fold = goes_on.and_then(|before| before.fold);
        if brings_nothing && !self.is_marked(request, answer) {
            let from = goes_on.map_or(self.arrows[request].sent, |before| before.after);
            fold = Some(self.fold(fold, key, says, from, [request, answer]));
        } else {
            fold = None;
        }
        let exchange = Exchange {
            meaning,
            says,
            after: self.items.len(),
            times,
            fold,
        };
        self.exchanges.0.insert(between, exchange);
    }

    /// Whether nothing else happened to the sender since the last one, and nothing at the broker because of this one.
    fn is_all_the_same(&self, before: Exchange, request: usize, answer: usize) -> bool {
        let key = self.arrows[request].key;
        let arrived = self.arrows[request].ended.map(|(_, item)| item);
        let answered = self.arrows[answer].sent;
        let (sender, broker) = (key.sender, NodeId::Broker(key.broker));
        (before.after..self.items.len()).all(|at| match &self.items[at].what {
            What::Note(note) if note.lane == sender => is_part_of_asking_again(&note.events[0]),
            What::Note(note) if note.lane == broker => {
                !(arrived..Some(answered)).contains(&Some(at))
            }
            _ => true,
        })
    }

    /// What somebody did something to is drawn.
    fn is_marked(&self, request: usize, answer: usize) -> bool {
        let marked =
            |arrow: usize| self.arrows[arrow].is_late || !self.arrows[arrow].held.is_empty();
        marked(request) || marked(answer)
    }

    fn fold(
        &mut self,
        known: Option<usize>,
        key: EnvelopeKey,
        says: ResponseDigest,
        from: usize,
        arrows: [usize; 2],
    ) -> usize {
        let fold = known.unwrap_or(self.folds.len());
        if known.is_none() {
            let count = 0;
            self.folds.push(Fold { key, says, count });
        }
        self.folds[fold].count += 1;
        for at in from..self.items.len() {
            let is_part = match &self.items[at].what {
                What::Sent(arrow) | What::Ended(arrow) => arrows.contains(arrow),
                What::Note(note) => {
                    !is_empty(key, says)
                        && note.lane == key.sender
                        && is_part_of_asking_again(&note.events[0])
                }
                _ => false,
            };
            if is_part {
                self.items[at].what = What::Folded;
            }
        }
        for arrow in arrows {
            self.arrows[arrow].fold = Some(fold);
        }
        if known.is_none() {
            let first = self.arrows[arrows[0]].sent;
            self.items[first].what = What::Fold(fold);
        }
        fold
    }
}

/// Whether a Fetch found no records.
fn is_empty(key: EnvelopeKey, says: ResponseDigest) -> bool {
    key.api == Api::Fetch && says.error == KafkaError::None && says.record_count == 0
}

/// Whether the same answer to the same request tells nothing new.
fn may_repeat(key: EnvelopeKey, says: ResponseDigest) -> bool {
    says.error != KafkaError::None || matches!(key.api, Api::FindCoordinator | Api::Heartbeat)
}

fn is_part_of_asking_again(event: &Event) -> bool {
    matches!(
        event,
        Event::RetryScheduled(..) | Event::ConnectionRefused(..) | Event::Disconnected(..)
    )
}
