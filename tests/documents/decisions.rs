//! Decisions: one number each, one short page each, all on the list.

use crate::tree::Tree;

const FOLDER: &str = "docs/adr/";
const LIST: &str = "docs/adr/README.md";
const LINES_MAX: usize = 40;
const PARTS: [&str; 3] = ["## Context", "## Decision", "## Consequences"];

pub fn slips(tree: &Tree) -> Vec<String> {
    let mut slips = Vec::new();
    let pages = tree
        .documents()
        .filter(|(path, _)| path.starts_with(FOLDER) && *path != LIST);
    let list = tree.text(LIST).unwrap_or("");
    for (number, (path, text)) in (1..).zip(pages) {
        let name = &path[FOLDER.len()..];
        let mut report = |why: String| slips.push(format!("{path}: {why}"));
        if !name.starts_with(&format!("{number:04}-")) {
            report(format!(
                "the numbers go on without gap or repeat; {number:04} is due"
            ));
        }
        let title = text.lines().next().unwrap_or("");
        let words = title.strip_prefix(&format!("# {number}. "));
        match words {
            None => report(format!("the title begins with \"# {number}. \"")),
            Some(words) if !list.contains(&format!("[{words}]({name})")) => {
                report(format!("{LIST} does not list it as [{words}]({name})"));
            }
            Some(_) => {}
        }
        let lines = text.lines().count();
        if lines > LINES_MAX {
            report(format!("{lines} lines are more than {LINES_MAX}"));
        }
        let mut parts = PARTS.iter();
        if let Some(part) = parts.find(|part| !text.lines().any(|line| line == **part)) {
            report(format!("it has no part \"{part}\""));
        }
    }
    slips
}

const PAGE: &str = "# 1. So it is\n\n## Context\n\n## Decision\n\n## Consequences\n";

fn planted(list: &str, pages: &[(&str, &str)]) -> String {
    let pages = pages.iter().copied();
    slips(&Tree::planted(pages.chain([(LIST, list)]))).join("\n")
}

#[test]
fn a_page_that_is_numbered_listed_and_complete_is_fine() {
    let list = "1. [So it is](0001-so-it-is.md)";
    assert_eq!(planted(list, &[("docs/adr/0001-so-it-is.md", PAGE)]), "");
}

#[test]
fn a_number_given_twice_or_left_out_is_reported() {
    let again = planted(
        "",
        &[("docs/adr/0001-a.md", PAGE), ("docs/adr/0001-b.md", PAGE)],
    );
    assert!(
        again.contains("docs/adr/0001-b.md: the numbers go on without gap or repeat; 0002 is due")
    );
    let gap = planted("", &[("docs/adr/0002-a.md", PAGE)]);
    assert!(
        gap.contains("docs/adr/0002-a.md: the numbers go on without gap or repeat; 0001 is due")
    );
}

#[test]
fn a_page_that_is_not_listed_or_has_another_title_is_reported() {
    let page = ("docs/adr/0001-so-it-is.md", PAGE);
    assert!(planted("", &[page]).contains("does not list it as [So it is](0001-so-it-is.md)"));
    let untitled = PAGE.replace("1. ", "");
    let untitled = planted("", &[("docs/adr/0001-so-it-is.md", &untitled)]);
    assert!(untitled.contains("the title begins with \"# 1. \""));
}

#[test]
fn a_page_that_is_long_or_lacks_a_part_is_reported() {
    let long = format!("{PAGE}{}", "more\n".repeat(LINES_MAX));
    assert!(planted("", &[("docs/adr/0001-a.md", &long)]).contains("47 lines are more than 40"));
    let short = PAGE.replace("## Decision", "## Idea");
    let short = planted("", &[("docs/adr/0001-a.md", &short)]);
    assert!(short.contains("it has no part \"## Decision\""));
}
