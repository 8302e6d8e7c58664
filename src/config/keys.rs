//! Which keys there are, and which one was probably meant.

use serde_json::Value;

/// The dotted names of all keys of a tree; a list or a value is one key.
pub(super) fn all(tree: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(tree, &mut String::new(), &mut found);
    found
}

fn collect(tree: &Value, path: &mut String, found: &mut Vec<String>) {
    let Value::Object(fields) = tree else {
        found.push(path.clone());
        return;
    };
    for (name, value) in fields {
        let before = path.len();
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
        collect(value, path, found);
        path.truncate(before);
    }
}

/// The valid key nearest to one that is not, when one is near enough to have been meant.
pub(super) fn nearest<'a>(wrong: &str, valid: &'a [String]) -> Option<&'a str> {
    let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
    valid
        .iter()
        .map(|key| {
            // Right name in the wrong section counts as near.
            let misplaced = if last(key) == last(wrong) { 2 } else { usize::MAX };
            (distance(wrong, key).min(misplaced), key)
        })
        .filter(|(distance, key)| *distance <= (key.len() / 3).max(2))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, key)| key.as_str())
}

/// Edits between two words: insertions, deletions, replacements (Levenshtein 1966, Wagner and Fischer 1974).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (to, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(from != *to)).min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
    }

    #[test]
    fn the_nearest_key_is_the_one_that_was_meant() {
        let valid = ["log.level".to_owned(), "log.format".to_owned(), "admin.listen".to_owned()];
        assert_eq!(nearest("log.levl", &valid), Some("log.level"));
        assert_eq!(nearest("amqp.listen", &valid), Some("admin.listen"));
        assert_eq!(nearest("something.else", &valid), None);
    }

    #[test]
    fn keys_are_dotted() {
        let tree = serde_json::json!({"a": {"b": [1], "c": null}, "d": 1});
        assert_eq!(all(&tree), ["a.b", "a.c", "d"]);
    }
}
