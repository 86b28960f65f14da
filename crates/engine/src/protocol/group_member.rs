//! Who speaks in a consumer group: member ids and generations of the classic protocol.

use std::hash::{Hash, Hasher};

use crate::ids::ClientId;

/// The id that a coordinator has given to a member. Kafka's is the client id and a random uuid; here it is the client and
/// the smallest number that nothing in the cluster still mentions, so that runs repeat.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MemberId {
    /// Whose.
    pub client: ClientId,
    /// Which of the ids that this client was given, from 1.
    pub number: u8,
}

/// Counts the rebalances of a group. A number alone names nothing: only together with a member id does it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Generation(pub i32);

impl Generation {
    /// What somebody says who is in no generation: -1.
    pub const NONE: Generation = Generation(-1);

    /// The generation after this one.
    #[must_use]
    pub fn next(self) -> Generation {
        Generation(self.0 + 1)
    }
}

/// What a request says of its sender's membership (`ConsumerGroupMetadata`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct GroupMetadata {
    /// The generation in which the sender believes to be.
    pub generation: Generation,
    /// Its member id; `None` stands for Kafka's empty one.
    pub member: Option<MemberId>,
}

/// Who is no member takes no byte, as most who commit are none.
impl Hash for GroupMetadata {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if *self != GroupMetadata::NONE {
            (self.generation, self.member).hash(state);
        }
    }
}

impl GroupMetadata {
    /// Of a sender that is no member.
    pub const NONE: GroupMetadata = GroupMetadata {
        generation: Generation::NONE,
        member: None,
    };

    /// Of a member in a generation.
    #[must_use]
    pub fn of(member: MemberId, generation: Generation) -> GroupMetadata {
        GroupMetadata {
            generation,
            member: Some(member),
        }
    }
}
