//! What is not compared, and why: all of it stands here and in docs/model.md.

use std::borrow::Cow;

use serde_json::Value;

/// Where in a recording a key stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A scenario or a case as a whole.
    Recording,
    /// One of its events.
    Event,
    /// A record of `__transaction_state`.
    TransactionLog,
}

/// Something that is not compared.
pub struct LeftOut {
    /// In the words of docs/model.md.
    pub what: &'static str,
    pub why: &'static str,
    /// The keys that are passed over because of it.
    pub keys: &'static [(Place, &'static str)],
    /// The wrong values that nobody notices because of it, as `planting` names them.
    pub unnoticed: &'static [&'static str],
}

/// Whether this key is passed over.
pub fn key(place: Place, key: &str) -> bool {
    LEFT_OUT
        .iter()
        .any(|left_out| left_out.keys.contains(&(place, key)))
}

/// What one key of a recording says, without what is passed over in it.
pub fn without<'a>(of: &str, recorded: &'a Value) -> Cow<'a, Value> {
    if !of.starts_with("transaction log ") || !recorded.is_array() {
        return Cow::Borrowed(recorded);
    }
    let mut rest = recorded.clone();
    let records = rest.as_array_mut().into_iter().flatten();
    for record in records.filter_map(Value::as_object_mut) {
        record.retain(|name, _| !key(Place::TransactionLog, name));
    }
    Cow::Owned(rest)
}

/// Everything that is not compared.
pub const LEFT_OUT: [LeftOut; 28] = [
    LeftOut {
        what: "`scenario`, `case`, `title`, `kafka`",
        why: "they name the recording",
        keys: &[
            (Place::Recording, "scenario"),
            (Place::Recording, "case"),
            (Place::Recording, "title"),
            (Place::Recording, "kafka"),
        ],
        unnoticed: &[],
    },
    LeftOut {
        what: "`transactionVersion`",
        why: "the protocol of a cluster shows in the requests, which are compared",
        keys: &[(Place::Recording, "transactionVersion")],
        unnoticed: &[],
    },
    LeftOut {
        what: "`atMs`, `lastAtMs`, `askedAtMs`",
        why: "the clock of one machine on one day",
        keys: &[
            (Place::Event, "atMs"),
            (Place::Event, "lastAtMs"),
            (Place::Event, "askedAtMs"),
        ],
        unnoticed: &[],
    },
    LeftOut {
        what: "the version of a real client's request, but for the protocol that it chooses",
        why: "versions of one protocol differ in nothing that changes behaviour",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "`to` of an InitProducerId",
        why: "a producer without transactional.id asks any broker",
        keys: &[],
        unnoticed: &[
            "raised events[InitProducerId => NONE].to",
            "raised events[InitProducerId => COORDINATOR_LOAD_IN_PROGRESS].to",
        ],
    },
    LeftOut {
        what: "`producer` and `epoch` of an InitProducerId without transactional id",
        why: "a broker looks at neither",
        keys: &[],
        unnoticed: &[
            "began otherwise steps[InitProducerId => ].producer",
            "ended otherwise steps[InitProducerId => ].producer",
            "raised steps[InitProducerId => ].epoch",
            "took producer of steps[InitProducerId => ]",
            "took epoch of steps[InitProducerId => ]",
        ],
    },
    LeftOut {
        what: "how often an answer came that means ask again",
        why: "it hangs on time; that NOT_ENOUGH_REPLICAS or OUT_OF_ORDER_SEQUENCE_NUMBER came is compared",
        keys: &[],
        unnoticed: &[
            "doubled [Produce => NOT_ENOUGH_REPLICAS] of events",
            "doubled [Produce => OUT_OF_ORDER_SEQUENCE_NUMBER] of events",
            "raised events[Produce => NOT_ENOUGH_REPLICAS].times",
            "took times of events[Produce => NOT_ENOUGH_REPLICAS]",
            "raised events[Produce => OUT_OF_ORDER_SEQUENCE_NUMBER].times",
            "took times of events[Produce => OUT_OF_ORDER_SEQUENCE_NUMBER]",
            "doubled [AddPartitionsToTxn => CONCURRENT_TRANSACTIONS] of events",
            "doubled [EndTxn => CONCURRENT_TRANSACTIONS] of events",
            "doubled [InitProducerId => CONCURRENT_TRANSACTIONS] of events",
            "raised events[AddPartitionsToTxn => CONCURRENT_TRANSACTIONS].times",
            "raised events[EndTxn => CONCURRENT_TRANSACTIONS].times",
            "took [AddPartitionsToTxn => CONCURRENT_TRANSACTIONS] of events",
            "took [InitProducerId => CONCURRENT_TRANSACTIONS] of events",
            "took times of events[AddPartitionsToTxn => CONCURRENT_TRANSACTIONS]",
            "took times of events[EndTxn => CONCURRENT_TRANSACTIONS]",
            "took [EndTxn => CONCURRENT_TRANSACTIONS] of events",
            "doubled [OffsetFetch => UNSTABLE_OFFSET_COMMIT] of events",
            "raised events[OffsetFetch => UNSTABLE_OFFSET_COMMIT].times",
            "took times of events[OffsetFetch => UNSTABLE_OFFSET_COMMIT]",
        ],
    },
    LeftOut {
        what: "whether COORDINATOR_LOAD_IN_PROGRESS, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR or NOT_LEADER_OR_FOLLOWER came before an answer that settles",
        why: "real brokers learn of a change one after the other; who asks in between is told so",
        keys: &[],
        unnoticed: &[
            "took [InitProducerId => COORDINATOR_LOAD_IN_PROGRESS] of events",
            "doubled [InitProducerId => COORDINATOR_LOAD_IN_PROGRESS] of events",
            "ended otherwise events[InitProducerId => COORDINATOR_LOAD_IN_PROGRESS].answer",
            "raised events[InitProducerId => COORDINATOR_LOAD_IN_PROGRESS].times",
            "took times of events[InitProducerId => COORDINATOR_LOAD_IN_PROGRESS]",
            "took [Produce => NOT_LEADER_OR_FOLLOWER] of events",
            "doubled [Produce => NOT_LEADER_OR_FOLLOWER] of events",
            "ended otherwise events[Produce => NOT_LEADER_OR_FOLLOWER].answer",
            "raised events[Produce => NOT_LEADER_OR_FOLLOWER].to",
            "doubled [EndTxn => NOT_COORDINATOR] of events",
            "raised events[EndTxn => NOT_COORDINATOR].to",
            "took [EndTxn => NOT_COORDINATOR] of events",
        ],
    },
    LeftOut {
        what: "FindCoordinator, but for the last broker that each client was told for each group and id",
        why: "how often a client asks hangs on what it knows from before and on time",
        keys: &[],
        unnoticed: &[
            "began otherwise events[FindCoordinator => NONE].answer",
            "doubled [FindCoordinator => NONE] of events",
            "ended otherwise events[FindCoordinator => NONE].answer",
            "raised events[FindCoordinator => NONE].times",
            "raised events[FindCoordinator => NONE].to",
            "took [FindCoordinator => NONE] of events",
            "took times of events[FindCoordinator => NONE]",
        ],
    },
    LeftOut {
        what: "`offset` of a record of `__transaction_state`",
        why: "other ids stand in the same log",
        keys: &[(Place::TransactionLog, "offset")],
        unnoticed: &[],
    },
    LeftOut {
        what: "`valueVersion`, `previousProducer`, `nextProducer` of a record of `__transaction_state`",
        why: "the version of the record that V1 writes has no fields but those that are compared",
        keys: &[
            (Place::TransactionLog, "valueVersion"),
            (Place::TransactionLog, "previousProducer"),
            (Place::TransactionLog, "nextProducer"),
        ],
        unnoticed: &[],
    },
    LeftOut {
        what: "a call on a transactional producer that a recording does not tell of, or what came of it",
        why: "recordings tell of most of them; what they tell is compared",
        keys: &[],
        unnoticed: &[
            "took [do a call] of events",
            "took [saw a call: ok] of events",
            "took [saw a call: InvalidProducerEpochException:] of events",
            "took [saw a call: ProducerFencedException:] of events",
            "doubled [saw a call: ProducerFencedException:] of events",
        ],
    },
    LeftOut {
        what: "what came of flush()",
        why: "it throws nothing",
        keys: &[],
        unnoticed: &[
            "took [do flush] of events",
            "took [saw flush: ok] of events",
            "doubled [saw flush: ok] of events",
            "took [do A flush] of events",
            "took [saw A flush: ok] of events",
            "doubled [saw A flush: ok] of events",
        ],
    },
    LeftOut {
        what: "the order of requests of different clients or of different APIs, and of markers to different leaders",
        why: "they wait for different things; of one client and API, and to one leader, it is compared",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "the text behind the class of an exception",
        why: "it is free text with times in it",
        keys: &[],
        unnoticed: &[
            "ended otherwise events[saw callback a: TimeoutException:].is",
            "ended otherwise events[saw a call: CommitFailedException:].is",
            "ended otherwise events[saw a call: KafkaException:].is",
            "ended otherwise events[saw A commitSync: CommitFailedException:].is",
            "ended otherwise events[saw committed() of a read_uncommitted consumer, 4 s: TimeoutException:].is",
            "ended otherwise events[saw a call: InvalidProducerEpochException:].is",
            "ended otherwise events[saw a call: ProducerFencedException:].is",
            "ended otherwise events[saw callback a2: InvalidProducerEpochException:].is",
            "ended otherwise events[saw callback b: ProducerFencedException:].is",
        ],
    },
    LeftOut {
        what: "`KafkaException: Producer is closed forcefully.`",
        why: "the recording kills a producer inside a process that goes on; a killed process of ours calls nobody back",
        keys: &[],
        unnoticed: &[
            "took [saw callback a: KafkaException:] of events",
            "doubled [saw callback a: KafkaException:] of events",
        ],
    },
    LeftOut {
        what: "`lastKnownElr`",
        why: "it serves unclean election, which nobody asks for there",
        keys: &[],
        unnoticed: &[
            "ended otherwise events[saw before: leader].is",
            "ended otherwise events[saw after: leader].is",
            "ended otherwise events[saw end: leader].is",
        ],
    },
    LeftOut {
        what: "`process N starts`, `member A starts`",
        why: "every client of a script runs from the beginning",
        keys: &[],
        unnoticed: &[
            "took [do process 1 starts] of events",
            "doubled [do process 1 starts] of events",
            "took [do process 2 starts] of events",
            "doubled [do process 2 starts] of events",
            "took [do member A starts] of events",
            "doubled [do member A starts] of events",
            "took [do member B starts] of events",
            "doubled [do member B starts] of events",
        ],
    },
    LeftOut {
        what: "`second transaction`",
        why: "a heading; what follows it is compared",
        keys: &[],
        unnoticed: &[
            "took [do second transaction] of events",
            "doubled [do second transaction] of events",
        ],
    },
    LeftOut {
        what: "a poll() or committed() that a recording does not tell of",
        why: "recordings tell of few of them; what came of them is compared",
        keys: &[],
        unnoticed: &[
            "took [do worker 2 starts its consumer] of events",
            "took [do committed() of a read_uncommitted consumer, 4 s] of events",
            "took [do a poll] of events",
            "doubled [do a poll] of events",
        ],
    },
    LeftOut {
        what: "how many Heartbeats there were, and on which one a member learned something",
        why: "it hangs on time; that the group came to a state in which each is answered so, and that a real member learned the same, is compared",
        keys: &[],
        unnoticed: &[
            "doubled [Heartbeat => ILLEGAL_GENERATION] of events",
            "doubled [Heartbeat => NONE] of events",
            "doubled [Heartbeat => NOT_COORDINATOR] of events",
            "doubled [Heartbeat => REBALANCE_IN_PROGRESS] of events",
            "doubled [Heartbeat => UNKNOWN_MEMBER_ID] of events",
            "took [Heartbeat => ILLEGAL_GENERATION] of events",
            "took [Heartbeat => NONE] of events",
            "took [Heartbeat => NOT_COORDINATOR] of events",
            "took [Heartbeat => UNKNOWN_MEMBER_ID] of events",
            "raised events[Heartbeat => NONE].times",
            "took times of events[Heartbeat => NONE]",
            "raised events[Heartbeat => NOT_COORDINATOR].to",
            "raised events[Heartbeat => NONE].to",
        ],
    },
    LeftOut {
        what: "`reason` in JoinGroup and LeaveGroup, and the assignor cooperative-sticky",
        why: "free text, and an assignor that no member used",
        keys: &[],
        unnoticed: &[
            "ended otherwise events[JoinGroup => MEMBER_ID_REQUIRED].with",
            "ended otherwise events[JoinGroup => NONE].with",
            "ended otherwise events[JoinGroup => UNKNOWN_MEMBER_ID].with",
            "ended otherwise events[LeaveGroup => NONE,].with",
        ],
    },
    LeftOut {
        what: "in how many polls records came, and of which partition first",
        why: "it hangs on what was fetched first",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "what came of send()",
        why: "it returns whatever becomes of the records; their callbacks are compared",
        keys: &[],
        unnoticed: &[
            "took [saw A send: ok] of events",
            "doubled [saw A send: ok] of events",
            "took [saw B send: ok] of events",
            "doubled [saw B send: ok] of events",
        ],
    },
    LeftOut {
        what: "headings between raw requests, and in protocol V2 what brokers ask and the version of TxnOffsetCommit",
        why: "a heading does nothing; the members of the one such recording are compared in V1",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "epochs of `__transaction_state`, and offsets and leader epochs of `__consumer_offsets`, from before a scenario",
        why: "earlier scenarios ran on the same cluster; what comes after the first is compared",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "records of other groups in a partition of `__consumer_offsets`",
        why: "they are of earlier scenarios",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "the order of partitions in a record of `__transaction_state` and in a WriteTxnMarkers",
        why: "they are sets",
        keys: &[],
        unnoticed: &[],
    },
];
