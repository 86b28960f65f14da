//! The files of a tree and their texts.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What tools make; git ignores it too.
const GENERATED: [&str; 7] = [
    "dist",
    "node_modules",
    "playwright-report",
    "screens",
    "target",
    "test-results",
    ".build",
];

/// Every file by its path below the root, with slashes. What is no text counts as empty.
#[derive(Default)]
pub struct Tree {
    files: BTreeMap<String, String>,
}

impl Tree {
    /// This project, without what tools made.
    pub fn of_this_project() -> Tree {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut tree = Tree::default();
        tree.walk(root, root);
        tree
    }

    /// A tree of these files.
    pub fn planted<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Tree {
        let own = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
        Tree {
            files: files.into_iter().map(own).collect(),
        }
    }

    fn walk(&mut self, folder: &Path, root: &Path) {
        for entry in fs::read_dir(folder).expect("a folder that can be read") {
            let path = entry.expect("a folder that can be read").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name == ".git" || GENERATED.contains(&name.as_ref()) {
                continue;
            }
            if path.is_dir() {
                self.walk(&path, root);
            } else {
                let below = path.strip_prefix(root).expect("below the root");
                let below = below.to_string_lossy().replace('\\', "/");
                self.files
                    .insert(below, fs::read_to_string(&path).unwrap_or_default());
            }
        }
    }

    /// Every file with its text.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Every document that people read.
    pub fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files().filter(|(path, _)| path.ends_with(".md"))
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether there is such a file or folder, or a tool makes it.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let first = path.split('/').next().unwrap_or(path);
        let folder = format!("{path}/");
        path.is_empty()
            || GENERATED.contains(&first)
            || self.files.contains_key(path)
            || self.files.keys().any(|file| file.starts_with(&folder))
    }
}
