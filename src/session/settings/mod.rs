//! What a learner can choose: a pipeline, a preset, every config key, and parts taken out; and the scenario they make.

mod conflict;
mod keys;
mod processes;
mod values;

use ackademy_engine::few::sort_few;
use ackademy_engine::scenario::{Pipeline, Preset, Scenario};

use keys::{AFTER, ASSIGN, IN_TRANSACTION, NONE, SUBSCRIBE, keys_of};
pub use keys::{Key, Owner, SettingKey};
use values::{read, write};

use crate::i18n::Message;

/// One key with its value and what else it can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setting {
    /// Which key, and whose.
    pub key: SettingKey,
    /// The key as Kafka spells it.
    pub name: &'static str,
    /// Its value.
    pub value: String,
    /// The values it can have, its present one among them.
    pub options: Vec<&'static str>,
    /// It differs from what the preset says.
    pub is_changed: bool,
}

/// A pipeline, a preset, and what was changed since.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    pipeline: Pipeline,
    preset: Preset,
    changes: Vec<(SettingKey, String)>,
}

const BILLING_ID: SettingKey = SettingKey::of(Owner::Billing, Key::TransactionalId);
const BILLING_OFFSETS: SettingKey = SettingKey::of(Owner::Billing, Key::CommitOrder);
const BILLING_PARTITIONS: SettingKey = SettingKey::of(Owner::Billing, Key::Subscription);
const READERS: SettingKey = SettingKey::of(Owner::Statement, Key::Readers);
const INSTANCES: SettingKey = SettingKey::of(Owner::Billing, Key::Instances);

impl Settings {
    /// What a preset says.
    #[must_use]
    pub fn of(preset: Preset, pipeline: Pipeline) -> Settings {
        Settings {
            pipeline,
            preset,
            changes: Vec::new(),
        }
    }

    /// What makes a scenario of a preset, but for second processes that wait to be started; `None` where no keys do, since
    /// the scenario has processes of its own.
    #[must_use]
    pub fn that_make(scenario: &Scenario, preset: Preset, pipeline: Pipeline) -> Option<Settings> {
        let mut settings = Settings::of(preset, pipeline);
        for owner in Owner::all(pipeline) {
            for row in keys_of(*owner, pipeline) {
                let key = SettingKey::of(*owner, row.key);
                let value = read(scenario, key);
                if !row.options(*owner).contains(&value.as_str()) {
                    return None;
                }
                settings.set(key, &value);
            }
        }
        let mut wanted = scenario.clone();
        processes::add_twins(&mut wanted);
        let made = settings.scenario().ok()?;
        (made == wanted).then_some(settings)
    }

    /// The preset they started from.
    #[must_use]
    pub fn preset(&self) -> Preset {
        self.preset
    }

    /// Which processes there are.
    #[must_use]
    pub fn pipeline(&self) -> Pipeline {
        self.pipeline
    }

    /// Another preset, with its own keys. What is taken out stays out, and workarounds stay.
    #[must_use]
    pub fn with_preset(&self, preset: Preset) -> Settings {
        self.moved_to(Settings::of(preset, self.pipeline))
    }

    /// The same preset in another pipeline, with its own keys. What is taken out stays out, and workarounds stay where
    /// they can.
    #[must_use]
    pub fn with_pipeline(&self, pipeline: Pipeline) -> Settings {
        self.moved_to(Settings::of(self.preset, pipeline))
    }

    fn moved_to(&self, plain: Settings) -> Settings {
        let changes = self.changes.iter();
        let kept = changes.filter(|(key, _)| key.owner.is_beside_presets());
        kept.fold(plain, |settings, (key, value)| settings.with(*key, value))
    }

    /// The same with every part of Kafka in its place.
    #[must_use]
    pub fn with_every_part(&self) -> Settings {
        let mut whole = self.clone();
        whole.changes.retain(|(key, _)| key.owner != Owner::Kafka);
        whole
    }

    /// The same with one key changed, and what cannot stay with it. A value that the key cannot have changes nothing.
    #[must_use]
    pub fn with(&self, key: SettingKey, value: &str) -> Settings {
        let known = keys_of(key.owner, self.pipeline)
            .any(|row| row.key == key.key && row.options(key.owner).contains(&value));
        let mut changed = self.clone();
        if known {
            changed.set(key, value);
            changed.follow(key, value);
        }
        changed
    }

    /// Whether payments have a second reader, of the other isolation level.
    #[must_use]
    pub fn compares_readers(&self) -> bool {
        self.pipeline == Pipeline::Stream && self.value(&self.plain(), READERS) != "1"
    }

    /// The same with a second reader, or without it.
    pub(super) fn comparing_readers(&self, compares: bool) -> Settings {
        self.with(READERS, if compares { "2" } else { "1" })
    }

    fn set(&mut self, key: SettingKey, value: &str) {
        self.changes.retain(|(other, _)| *other != key);
        if read(&self.plain(), key) != value {
            self.changes.push((key, value.to_owned()));
            sort_few(&mut self.changes, |(key, _)| *key);
        }
    }

    /// Some keys only make sense together: offsets go into a transaction just when there is one, and two instances share
    /// the work just when they are members of a group.
    fn follow(&mut self, key: SettingKey, value: &str) {
        let is_stream = self.pipeline == Pipeline::Stream;
        let plain = self.plain();
        let commits_inside = self.value(&plain, BILLING_OFFSETS) == IN_TRANSACTION;
        match key {
            BILLING_ID if is_stream && value != NONE => self.set(BILLING_OFFSETS, IN_TRANSACTION),
            BILLING_ID if is_stream && commits_inside => self.set(BILLING_OFFSETS, AFTER),
            BILLING_OFFSETS if value == IN_TRANSACTION => self.set(BILLING_ID, "billing"),
            BILLING_OFFSETS if is_stream => self.set(BILLING_ID, NONE),
            INSTANCES if value != "1" => self.set(BILLING_PARTITIONS, SUBSCRIBE),
            BILLING_PARTITIONS if value == ASSIGN && is_stream => self.set(INSTANCES, "1"),
            _ => {}
        }
    }

    /// Every key that has an effect, with its value.
    #[must_use]
    pub fn list(&self) -> Vec<Setting> {
        let plain = self.plain();
        let mut list = Vec::new();
        for owner in Owner::all(self.pipeline) {
            for row in keys_of(*owner, self.pipeline) {
                let key = SettingKey::of(*owner, row.key);
                if self.has_effect(&plain, key) {
                    list.push(Setting {
                        key,
                        name: row.name,
                        value: self.value(&plain, key),
                        options: row.options(*owner),
                        is_changed: self.changes.iter().any(|(changed, _)| *changed == key),
                    });
                }
            }
        }
        list
    }

    fn has_effect(&self, plain: &Scenario, key: SettingKey) -> bool {
        let is_transactional =
            || self.value(plain, SettingKey::of(key.owner, Key::TransactionalId)) != NONE;
        let is_member = || self.value(plain, BILLING_PARTITIONS) == SUBSCRIBE;
        match key.key {
            Key::TransactionTimeout => is_transactional(),
            Key::SessionTimeout
            | Key::HeartbeatInterval
            | Key::MaxPollInterval
            | Key::InitialRebalanceDelay => is_member(),
            Key::WhenRevoked | Key::GroupMetadata => is_member() && is_transactional(),
            Key::TransactionSweep => self.has_transactions(plain),
            _ => true,
        }
    }

    fn has_transactions(&self, plain: &Scenario) -> bool {
        let checkouts = SettingKey::of(Owner::Checkout, Key::TransactionalId);
        self.value(plain, checkouts) != NONE
            || self.pipeline == Pipeline::Stream && self.value(plain, BILLING_ID) != NONE
    }

    fn value(&self, plain: &Scenario, key: SettingKey) -> String {
        let change = self.changes.iter().find(|(changed, _)| *changed == key);
        change.map_or_else(|| read(plain, key), |(_, value)| value.clone())
    }

    /// What the preset says.
    fn plain(&self) -> Scenario {
        Scenario::preset(self.preset, self.pipeline)
    }

    /// The scenario they make.
    ///
    /// # Errors
    /// Which keys contradict each other, as Kafka's own check of them would say.
    ///
    /// # Panics
    /// When the engine refuses what the table of keys can make.
    pub fn scenario(&self) -> Result<Scenario, Message> {
        self.made(&|_| false)
    }

    /// The same after a change, so that a refusal names the key that stands in its way.
    ///
    /// # Errors
    /// As [`Settings::scenario`].
    pub(super) fn scenario_after(&self, before: &Settings) -> Result<Scenario, Message> {
        let (plain, plain_before) = (self.plain(), before.plain());
        self.made(&|key| self.value(&plain, key) != before.value(&plain_before, key))
    }

    fn made(&self, is_new: &dyn Fn(SettingKey) -> bool) -> Result<Scenario, Message> {
        let mut scenario = self.plain();
        let has_transactions = self.has_transactions(&scenario);
        processes::fit_transactions(&mut scenario, self.pipeline, has_transactions);
        for (key, value) in &self.changes {
            write(&mut scenario, *key, value);
        }
        if let Some(conflict) = conflict::conflict(&scenario, is_new) {
            return Err(conflict);
        }
        if self.pipeline == Pipeline::Stream && self.value(&scenario, INSTANCES) != "1" {
            processes::add_instance(&mut scenario);
        }
        if self.compares_readers() {
            processes::add_reader(&mut scenario);
        }
        processes::add_twins(&mut scenario);
        if let Err(why) = scenario.validate() {
            panic!("every other combination of the page's values fits: {why}");
        }
        Ok(scenario)
    }
}
