//! Words beside the stage: the question of the first minute, the controls of the playground, ledger and verdict.

mod first_minute;
mod notice;
mod on_the_way;
mod parts;
mod playground;
mod preset;
mod rest;
mod settings;
mod story;
mod verdict;

pub use first_minute::first_minute_panel;
pub use notice::notice_bar;
pub use playground::playground_panel;
pub use preset::{pipeline_name, preset_name, preset_switch};
pub use rest::rest_bar;
pub use settings::settings;
pub use verdict::verdict;
