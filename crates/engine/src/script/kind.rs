//! What a value can be. A value that a thing can never have is found when the script is read: in a `refute` it would
//! hold for ever, and nobody would notice.

use std::collections::BTreeSet;

use super::draft::{Draft, api, error, producer_id, unknown};
use super::mistake::Mistake;
use super::words::Word;
use crate::log::TransactionState;
use crate::protocol::{ClientException, KafkaError};

/// What stands as the value of a key.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Flag,
    Number,
    Api,
    Error,
    Exception,
    Order,
    Client,
    Broker,
    /// A client, the controller, or a broker as `broker/1`.
    Node,
    Partition,
    Group,
    Member,
    ProducerId,
    TransactionalId,
    Leg,
    /// One of these words.
    Words(fn() -> Vec<&'static str>),
    /// This, or one of these words.
    Or(&'static Kind, &'static [&'static str]),
    /// Any number of these with this between them, or `none`.
    List(&'static str, &'static Kind),
    /// One, what stands between, and another.
    Both(&'static Kind, &'static str, &'static Kind),
}

/// A key and what it can be.
pub(super) type Key = (&'static str, Kind);

const NONE: &[&str] = &["none"];

pub(super) const MAYBE_NUMBER: Kind = Kind::Or(&Kind::Number, NONE);
pub(super) const MAYBE_FLAG: Kind = Kind::Or(&Kind::Flag, NONE);
pub(super) const MAYBE_ORDER: Kind = Kind::Or(&Kind::Order, NONE);
pub(super) const MAYBE_BROKER: Kind = Kind::Or(&Kind::Broker, NONE);
pub(super) const MAYBE_MEMBER: Kind = Kind::Or(&Kind::Member, NONE);
pub(super) const MAYBE_PRODUCER_ID: Kind = Kind::Or(&Kind::ProducerId, NONE);
pub(super) const ORDERS: Kind = Kind::List(",", &Kind::Order);
pub(super) const BROKERS: Kind = Kind::List(",", &Kind::Broker);
pub(super) const PARTITIONS: Kind = Kind::List(",", &Kind::Partition);
pub(super) const MEMBERS: Kind = Kind::List(",", &Kind::Member);
/// `A/1:t-0+t-1,B/1:none`
pub(super) const ASSIGNMENTS: Kind = Kind::List(
    ",",
    &Kind::Both(&Kind::Member, ":", &Kind::List("+", &Kind::Partition)),
);
pub(super) const RESULT: Kind = Kind::Words(|| vec!["commit", "abort"]);
pub(super) const TRANSACTION_STATE: Kind =
    Kind::Words(|| TransactionState::ALL.map(TransactionState::name).to_vec());

impl Kind {
    /// Whether a value of `of` can be this.
    ///
    /// # Errors
    /// It cannot: what was expected instead.
    pub fn check(self, of: &str, word: Word<'_>, draft: &Draft) -> Result<(), Mistake> {
        let text = word.text;
        let part = |kind: &Kind, text| kind.check(of, Word { text, ..word }, draft);
        let unless = |fits, expected: &str| match fits {
            true => Ok(()),
            false => {
                let message = format!("expected {expected} for {of}, found `{text}`");
                Err(Mistake::new(word.line, message))
            }
        };
        match self {
            Kind::Flag => unless(matches!(text, "true" | "false"), "true or false"),
            Kind::Number => unless(is_number(text), "a whole number"),
            Kind::Api => api(word).map(drop),
            Kind::Error => error(word).map(drop),
            Kind::Exception => one_of("the class of an exception", word, &exceptions()),
            Kind::Order => draft.order(word).map(drop),
            Kind::Client => draft.client(word).map(drop),
            Kind::Broker => draft.broker(word).map(drop),
            Kind::Node => match text.strip_prefix("broker/") {
                Some(number) => part(&Kind::Broker, number),
                None if text == "controller" => Ok(()),
                None => part(&Kind::Client, text),
            },
            Kind::Partition => draft.partition(word).map(drop),
            Kind::Group => draft.group(word).map(drop),
            Kind::Member => draft.member(word).map(drop),
            Kind::ProducerId => producer_id(word).map(drop),
            Kind::TransactionalId => draft.check_transactional_id(word),
            Kind::Leg => draft.leg(word).map(drop),
            Kind::Words(known) => one_of(&format!("a value of `{of}`"), word, &known()),
            Kind::Or(_, words) if words.contains(&text) => Ok(()),
            Kind::Or(kind, _) => part(kind, text),
            Kind::List(..) if text == "none" => Ok(()),
            Kind::List(between, kind) => text.split(between).try_for_each(|one| part(kind, one)),
            Kind::Both(first, between, second) => match text.split_once(between) {
                Some((left, right)) => part(first, left).and_then(|()| part(second, right)),
                None => unless(false, &format!("`{between}` between two parts")),
            },
        }
    }
}

/// A whole number as it is shown: values are compared letter by letter.
fn is_number(text: &str) -> bool {
    let number = text.parse::<i64>();
    number.is_ok_and(|number| number.to_string() == text)
}

/// The word must be among these.
pub(super) fn one_of(what: &str, word: Word<'_>, known: &[&str]) -> Result<(), Mistake> {
    if known.contains(&word.text) {
        return Ok(());
    }
    Err(unknown(what, word, known.iter().copied()))
}

/// The class of everything that a client can be thrown.
pub(super) fn exceptions() -> Vec<&'static str> {
    let own = [
        ClientException::Timeout,
        ClientException::TransactionAborted,
        ClientException::ErrorState,
        ClientException::CommitFailed,
    ];
    let of_brokers = KafkaError::ALL.map(ClientException::Broker);
    let all = own.iter().chain(&of_brokers);
    // Several errors are thrown as one class.
    let classes: BTreeSet<_> = all.map(|exception| exception.class_name()).collect();
    classes.into_iter().collect()
}
