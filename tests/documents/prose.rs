//! House words in documents, apart from what stands in code.

use crate::tree::Tree;

/// In pieces, since the house is searched for them too.
const UNFINISHED: [&str; 3] = [concat!("FIX", "ME"), concat!("TO", "DO"), "TBD"];

pub fn slips(tree: &Tree) -> Vec<String> {
    let mut slips = Vec::new();
    for (path, text) in tree.documents() {
        let mut fenced = false;
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim_start().starts_with("```") {
                fenced = !fenced;
            } else if !fenced && !line.starts_with("    ") {
                let prose: Vec<&str> = line.split('`').step_by(2).collect();
                slips.extend(wrong(&prose.join("``")).map(|why| format!("{path}:{number}: {why}")));
            }
        }
    }
    slips
}

fn wrong(prose: &str) -> Option<&'static str> {
    let words = || prose.split(|c: char| !c.is_alphanumeric());
    if prose.replace("![", "[").contains('!') {
        return Some("no exclamation marks: say it plainly");
    }
    if [" \u{2014} ", " \u{2013} ", " -- "]
        .iter()
        .any(|dash| prose.contains(dash))
    {
        return Some("a dash splices two sentences: write two");
    }
    if words().any(|word| UNFINISHED.contains(&word)) {
        return Some("unfinished: write it, or say in plain words why it is as it is");
    }
    None
}

fn planted(line: &str) -> String {
    slips(&Tree::planted([("docs/planted.md", line)])).join("\n")
}

#[test]
fn plain_prose_and_whatever_code_holds_are_fine() {
    assert_eq!(
        planted("![A picture](a.png) of orders 1\u{2013}3, and `a != b`.\n```\nno!\n```\n    no!"),
        ""
    );
}

#[test]
fn what_the_house_does_not_write_is_reported_with_its_line() {
    assert!(planted("Plain.\nLook!").starts_with("docs/planted.md:2: no exclamation marks"));
    assert!(planted("It fails \u{2014} so try again.").contains("a dash splices"));
    for word in UNFINISHED {
        assert!(
            planted(&format!("{word}: write this")).contains("unfinished"),
            "{word}"
        );
    }
}
