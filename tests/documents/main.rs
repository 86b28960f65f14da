//! The documents against the tree: a document that drifts from what it describes is a defect like any other.

mod decisions;
mod names;
mod prose;
mod tree;

use tree::Tree;

/// Everything that is wrong with the documents of a tree.
fn slips(tree: &Tree) -> Vec<String> {
    let rules = [names::slips, decisions::slips, prose::slips];
    rules.iter().flat_map(|rule| rule(tree)).collect()
}

#[test]
fn the_documents_are_true_of_the_tree() {
    let tree = Tree::of_this_project();
    for known in ["README.md", "docs/model.md", "docs/adr/README.md"] {
        assert!(
            tree.documents().any(|(path, _)| path == known),
            "the walk finds {known}"
        );
    }
    let slips = slips(&tree);
    assert!(
        slips.is_empty(),
        "{} slips:\n{}",
        slips.len(),
        slips.join("\n")
    );
}

#[test]
fn the_architecture_fits_on_two_pages() {
    let tree = Tree::of_this_project();
    let text = tree.text("ARCHITECTURE.md").expect("ARCHITECTURE.md");
    let (words, lines) = (text.split_whitespace().count(), text.lines().count());
    assert!(
        words <= 1_100 && lines <= 110,
        "ARCHITECTURE.md has {words} words on {lines} lines; two pages hold 1100 on 110: move what is a reason to docs/adr"
    );
}
