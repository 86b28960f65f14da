//! What the source text claims, by id. Every claim is carried by a beat of the lesson named here.

/// One claim of the source text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Its id.
    pub id: &'static str,
    /// The number of the lesson that carries it.
    pub lesson: u8,
    /// What it says.
    pub says: &'static str,
}

const fn claim(id: &'static str, lesson: u8, says: &'static str) -> Claim {
    Claim { id, lesson, says }
}

/// Every claim there is.
pub const CLAIMS: [Claim; 22] = [
    claim("AMO-1", 1, "at most once: 0 or 1 times"),
    claim("AMO-2", 2, "the receiver may crash, and nobody sends again"),
    claim("AMO-3", 1, "simplest and cheapest, shown as cost"),
    claim("ALO-1", 3, "the sender sends again after a long silence"),
    claim("ALO-2", 4, "the receiver acks after processing"),
    claim("ALO-3", 3, "a lost ack means processed twice"),
    claim("ALO-4", 5, "no loss, and under which assumptions"),
    claim("EO-1", 7, "what people assume exactly once to be"),
    claim("EO-2", 7, "it is rare"),
    claim("EO-3", 7, "lock-step, and what it loses"),
    claim("EO-4", 7, "workarounds"),
    claim("TX-1", 8, "read, transform, write"),
    claim("TX-2", 8, "input counts as read only if output was written"),
    claim("LOG-1", 10, "a system topic that holds state"),
    claim("LOG-2", 10, "each coordinator has its partition"),
    claim("LOG-3", 11, "why there is a log: recovery"),
    claim("TC-1", 10, "a coordinator inside every broker"),
    claim("TC-2", 10, "registration of producers"),
    claim("TC-3", 10, "state in memory and in the log"),
    claim("TC-4", 10, "the producer also drives the state"),
    claim("TC-5", 11, "the new coordinator restores the state"),
    claim(
        "ST-1",
        10,
        "begun, in progress, committed, as states of Kafka",
    ),
];
