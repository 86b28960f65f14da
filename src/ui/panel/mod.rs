//! Words beside the stage: the question of the first minute, the controls of the playground, ledger and verdict.

mod first_minute;
mod notice;
mod on_the_way;
mod playground;
mod preset;
mod settings;
mod story;
mod verdict;

pub use first_minute::FirstMinutePanel;
pub use notice::NoticeBar;
pub use playground::PlaygroundPanel;
pub use preset::PresetSwitch;
pub use verdict::Verdict;
