//! What is not compared, and why: all of it stands here and in docs/model.md.

/// Where in a recording a key stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A scenario or a case as a whole.
    Recording,
    /// One of its events.
    Event,
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

/// Everything that is not compared.
pub const LEFT_OUT: [LeftOut; 13] = [
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
        why: "nothing in these recordings has a transaction",
        keys: &[(Place::Recording, "transactionVersion")],
        unnoticed: &[],
    },
    LeftOut {
        what: "`atMs`, `lastAtMs`",
        why: "the clock of one machine on one day",
        keys: &[(Place::Event, "atMs"), (Place::Event, "lastAtMs")],
        unnoticed: &[],
    },
    LeftOut {
        what: "the version of a real client's request",
        why: "it chooses a protocol for transactions alone",
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
            "took [Produce => NOT_LEADER_OR_FOLLOWER] of events",
            "doubled [Produce => NOT_LEADER_OR_FOLLOWER] of events",
            "ended otherwise events[Produce => NOT_LEADER_OR_FOLLOWER].answer",
            "raised events[Produce => NOT_LEADER_OR_FOLLOWER].to",
        ],
    },
    LeftOut {
        what: "the order of requests of different clients or of different APIs",
        why: "they wait for different things; of one client and API it is compared",
        keys: &[],
        unnoticed: &[],
    },
    LeftOut {
        what: "the text behind the class of an exception",
        why: "it is free text with times in it",
        keys: &[],
        unnoticed: &["ended otherwise events[saw callback a: TimeoutException:].is"],
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
        what: "`process N starts`",
        why: "every client of a script runs from the beginning",
        keys: &[],
        unnoticed: &[
            "took [do process 1 starts] of events",
            "doubled [do process 1 starts] of events",
            "took [do process 2 starts] of events",
            "doubled [do process 2 starts] of events",
        ],
    },
];
