//! In somebody else's page: what the address asks for, and messages with the page around.

mod address;
mod listen;
mod maker;
mod tell;

pub use address::parameters;
pub use listen::listen;
pub use maker::{MakerShown, follow, maker_page};
pub use tell::Teller;
