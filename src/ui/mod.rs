//! What the learner sees. Compiled for WebAssembly only.

use leptos::prelude::*;

/// Puts the page into `<body>`.
pub fn start() {
    mount_to_body(Page);
}

#[component]
fn Page() -> impl IntoView {
    view! {
        <main>
            <h1>"Ackademy"</h1>
            <p>"What happens to a message when an answer is lost."</p>
        </main>
    }
}
