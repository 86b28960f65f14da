//! What applications do by themselves where Kafka's promise ends. All are off unless asked for.

use super::{CommitOrder, Driver, Scenario};
use crate::ids::ClientId;

/// One thing that an application can do about lost or doubled effects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Workaround {
    /// The payment service is given the order's number with each charge, and ignores a number that it has charged.
    IdempotencyKey,
    /// Billing stores the order's number and its effect in one local transaction, and skips a number that it has stored.
    Inbox,
    /// Checkout stores the order and its outgoing record in one local transaction. A relay sends what is stored, ticks it
    /// off once it is told that it is stored in the log, and sends it again after a failure or a crash.
    Outbox,
    /// Checkout takes the next order only after billing has replied to the one before, and none while billing is down.
    LockStep,
}

impl Workaround {
    /// Every workaround, in the order the page shows them.
    pub const ALL: [Workaround; 4] = [
        Workaround::IdempotencyKey,
        Workaround::Inbox,
        Workaround::Outbox,
        Workaround::LockStep,
    ];

    /// The name in scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Workaround::IdempotencyKey => "idempotency_key",
            Workaround::Inbox => "inbox",
            Workaround::Outbox => "outbox",
            Workaround::LockStep => "lock_step",
        }
    }

    /// Whether billing takes part in it: it needs a client that charges customers.
    fn needs_billing(self) -> bool {
        self != Workaround::Outbox
    }

    /// Whether checkout takes part in it: it needs a shop that acts by itself.
    fn needs_shop(self) -> bool {
        matches!(self, Workaround::Outbox | Workaround::LockStep)
    }
}

/// Which workarounds the applications of a scenario use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Workarounds {
    /// [`Workaround::IdempotencyKey`]
    pub idempotency_key: bool,
    /// [`Workaround::Inbox`]
    pub inbox: bool,
    /// [`Workaround::Outbox`]
    pub outbox: bool,
    /// [`Workaround::LockStep`]
    pub lock_step: bool,
}

impl Workarounds {
    /// Whether one is used.
    #[must_use]
    pub fn uses(self, workaround: Workaround) -> bool {
        match workaround {
            Workaround::IdempotencyKey => self.idempotency_key,
            Workaround::Inbox => self.inbox,
            Workaround::Outbox => self.outbox,
            Workaround::LockStep => self.lock_step,
        }
    }

    /// Begins or stops to use one.
    pub fn set(&mut self, workaround: Workaround, used: bool) {
        let field = match workaround {
            Workaround::IdempotencyKey => &mut self.idempotency_key,
            Workaround::Inbox => &mut self.inbox,
            Workaround::Outbox => &mut self.outbox,
            Workaround::LockStep => &mut self.lock_step,
        };
        *field = used;
    }

    /// Whether anything has to be remembered beside the clients. The payment service needs nothing more than what the
    /// customer's receipt shows.
    #[must_use]
    pub(crate) fn keep_anything(self) -> bool {
        self.inbox || self.outbox || self.lock_step
    }
}

impl Scenario {
    /// Whether a client acts by itself and charges a customer for each order that it reads.
    #[must_use]
    pub fn charges(&self, client: ClientId) -> bool {
        let setup = self.client(client);
        let reads = setup.consumer.as_ref();
        setup.driver == Driver::Application
            && setup.producer.is_none()
            && reads.is_some_and(|consumer| consumer.commit_order != CommitOrder::Never)
    }

    /// Whether a client is a shop that acts by itself.
    #[must_use]
    pub fn is_checkout(&self, client: ClientId) -> bool {
        self.is_shop(client) && self.client(client).driver == Driver::Application
    }

    /// Whether some client takes part in a workaround; where none does, switching it on is refused.
    #[must_use]
    pub fn suits(&self, workaround: Workaround) -> bool {
        let has = |is: &dyn Fn(ClientId) -> bool| self.client_ids().any(is);
        (!workaround.needs_billing() || has(&|client| self.charges(client)))
            && (!workaround.needs_shop() || has(&|client| self.is_checkout(client)))
    }

    pub(crate) fn has_inbox(&self, client: ClientId) -> bool {
        self.workarounds.inbox && self.charges(client)
    }

    pub(crate) fn has_outbox(&self, client: ClientId) -> bool {
        self.workarounds.outbox && self.is_checkout(client)
    }

    pub(crate) fn replies(&self, client: ClientId) -> bool {
        self.workarounds.lock_step && self.charges(client)
    }

    pub(crate) fn awaits_replies(&self, client: ClientId) -> bool {
        self.workarounds.lock_step && self.is_checkout(client)
    }
}
