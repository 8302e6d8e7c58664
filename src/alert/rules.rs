//! Rule files (TOML) and their evaluation. A faulty file is refused when it is read, with the rule and the remedy.

use std::sync::Arc;

use cel::{Context, Env, Program, Value};
use serde::{Deserialize, Serialize};

use super::template::Template;
use super::wire::{Alert, Matched, RuleInfo, Severity};
use crate::record::{self, Attribution, Claim, Figure, Record};

/// The rules that come with the program: file name and contents.
pub const SHIPPED: &[(&str, &str)] = &[
    ("official-denial.toml", include_str!("../../config/rules/official-denial.toml")),
    ("mass-deaths.toml", include_str!("../../config/rules/mass-deaths.toml")),
];

/// A rule file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Not TOML, or not of the shape of a rule file.
    #[error("{file}: {reason}")]
    File {
        /// Name of the file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// One rule of the file is wrong.
    #[error("{file}: rule {rule}: {reason}")]
    Rule {
        /// Name of the file.
        file: String,
        /// Id of the rule as written.
        rule: String,
        /// What is wrong and what would be right.
        reason: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<Source>,
}

/// A rule as written in a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: String,
    title: String,
    severity: Severity,
    on: Item,
    when: String,
    summary: String,
    #[serde(default)]
    test: Vec<RuleTest>,
}

/// An example that stands in the rule file itself: an article's text and how many alerts it must raise.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleTest {
    /// Text of an article.
    pub text: String,
    /// Alerts that the rule must raise on it; 0 for an example that must stay silent.
    pub alerts: usize,
}

/// What a rule looks at, one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Item {
    Attribution,
    Claim,
    Figure,
}

impl Item {
    /// Variables that a condition on this item may name.
    const fn variables(self) -> &'static [&'static str] {
        match self {
            Self::Attribution => &["article", "attribution"],
            Self::Claim => &["article", "claim"],
            Self::Figure => &["article", "claim", "figure"],
        }
    }
}

#[derive(Debug)]
struct Rule {
    id: String,
    title: String,
    severity: Severity,
    on: Item,
    when: Program,
    summary: Template,
    tests: Vec<RuleTest>,
}

/// A set of compiled rules; shared by all threads.
#[derive(Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
}

impl Rules {
    /// The rules that come with the program.
    pub fn shipped() -> Result<Self, RuleError> {
        Self::read(SHIPPED.iter().copied())
    }

    /// Compiles rule files, given as name and contents. Ids must be unique over all files.
    pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, RuleError> {
        let mut rules: Vec<Rule> = Vec::new();
        for (name, contents) in files {
            let file: File = toml::from_str(contents)
                .map_err(|error| RuleError::File { file: name.to_owned(), reason: error.to_string() })?;
            for source in file.rule {
                let id = source.id.clone();
                let twice = rules.iter().any(|rule| rule.id == id);
                let rule = if twice { Err("the id stands twice; ids are unique".to_owned()) } else { compile(source) };
                rules.push(rule.map_err(|reason| RuleError::Rule { file: name.to_owned(), rule: id, reason })?);
            }
        }
        Ok(Self { rules })
    }

    /// Number of rules.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// True when no rule is loaded.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The examples of every rule, with its id.
    pub fn tests(&self) -> impl Iterator<Item = (&str, &RuleTest)> {
        self.rules.iter().flat_map(|rule| rule.tests.iter().map(|test| (rule.id.as_str(), test)))
    }

    /// The alerts of a record, in order of rule and item. The same statement raises a rule once an article.
    pub fn evaluate<'a>(&'a self, record: &'a Record<'a>) -> Vec<Alert<'a>> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let mut evaluation = Evaluation { record, env: Arc::new(Env::stdlib()), alerts: Vec::new() };
        for rule in &self.rules {
            match rule.on {
                Item::Attribution => record.attributions.iter().for_each(|item| evaluation.attribution(rule, item)),
                Item::Claim => record.claims.iter().for_each(|item| evaluation.claim(rule, item)),
                Item::Figure => record.figures.iter().for_each(|item| evaluation.figure(rule, item)),
            }
        }
        evaluation.alerts
    }
}

fn compile(source: Source) -> Result<Rule, String> {
    let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if source.id.is_empty() || !source.id.chars().all(legal) {
        return Err("an id is made of a-z, 0-9 and hyphens, because it ends a routing key".to_owned());
    }
    let when = Program::compile(&source.when).map_err(|error| format!("when: {error}"))?;
    let summary = Template::parse(&source.summary).map_err(|reason| format!("summary: {reason}"))?;
    for program in std::iter::once(&when).chain(summary.programs()) {
        let known = source.on.variables();
        if let Some(unknown) = program.references().variables().into_iter().find(|name| !known.contains(name)) {
            return Err(format!("there is no {unknown} here; a rule on this item may use {}", known.join(", ")));
        }
    }
    Ok(Rule {
        id: source.id,
        title: source.title,
        severity: source.severity,
        on: source.on,
        when,
        summary,
        tests: source.test,
    })
}

/// A claim as conditions see it: the wire fields and its joined words.
#[derive(Serialize)]
struct ClaimView<'a> {
    #[serde(flatten)]
    claim: &'a Claim<'a>,
    text: &'a str,
}

struct Evaluation<'a> {
    record: &'a Record<'a>,
    env: Arc<Env>,
    alerts: Vec<Alert<'a>>,
}

impl<'a> Evaluation<'a> {
    fn attribution(&mut self, rule: &'a Rule, item: &'a Attribution<'a>) {
        let words = item.content.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" ");
        let speaker = item.source_name.as_deref().unwrap_or_default();
        let key = record::dedupe_key(&[&rule.id, speaker, &words]);
        let values = [("attribution", cel::to_value(item).ok())];
        self.fire(rule, &item.id, item.sentence, key, values, Matched::Attribution { item });
    }

    fn claim(&mut self, rule: &'a Rule, item: &'a Claim<'a>) {
        let words = words_of(item);
        let key = record::dedupe_key(&[&rule.id, item.claimer.name.as_deref().unwrap_or_default(), &words]);
        let values = [("claim", cel::to_value(ClaimView { claim: item, text: &words }).ok())];
        self.fire(rule, &item.id, item.sentence, key, values, Matched::Claim { item });
    }

    fn figure(&mut self, rule: &'a Rule, item: &'a Figure<'a>) {
        let claim = item.claim.as_deref().and_then(|id| self.record.claims.iter().find(|claim| claim.id == id));
        let words = claim.map(words_of).unwrap_or_default();
        let speaker = claim.and_then(|claim| claim.claimer.name.as_deref()).unwrap_or_default();
        let key = record::dedupe_key(&[&rule.id, speaker, &words, item.text]);
        let view = match claim {
            Some(claim) => cel::to_value(ClaimView { claim, text: &words }).ok(),
            None => Some(Value::Null),
        };
        let values = [("figure", cel::to_value(item).ok()), ("claim", view)];
        self.fire(rule, &item.id, item.sentence, key, values, Matched::Figure { item, claim });
    }

    /// Evaluates the condition and adds the alert. A condition that cannot be evaluated (a null compared with a number) does not fire.
    fn fire<const N: usize>(
        &mut self,
        rule: &'a Rule,
        item: &str,
        sentence: [u32; 2],
        dedupe_key: String,
        values: [(&str, Option<Value>); N],
        matched: Matched<'a>,
    ) {
        let mut context = Context::with_env(Arc::clone(&self.env));
        for (name, value) in values {
            let Some(value) = value else { return };
            context.add_variable_from_value(name, value);
        }
        if rule.when.references().has_variable("article") {
            let Ok(article) = cel::to_value(&self.record.article) else { return };
            context.add_variable_from_value("article", article);
        }
        if !matches!(rule.when.execute(&context), Ok(Value::Bool(true))) {
            return;
        }
        if self.alerts.iter().any(|alert| alert.dedupe_key == dedupe_key) {
            return;
        }
        self.alerts.push(Alert {
            schema: super::SCHEMA,
            id: record::alert_id(&self.record.id, &rule.id, item),
            rule: RuleInfo { id: &rule.id, severity: rule.severity, title: &rule.title },
            summary: rule.summary.fill(&context),
            matched,
            sentence: code_points(self.record.text, sentence),
            article: &self.record.article,
            record: self.record.id,
            dedupe_key,
        });
    }
}

fn words_of(claim: &Claim<'_>) -> String {
    claim.spans.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" ")
}

/// The slice of a text between two code-point offsets.
fn code_points(text: &str, [start, end]: [u32; 2]) -> &str {
    let byte = |at: u32| text.char_indices().nth(at as usize).map_or(text.len(), |(byte, _)| byte);
    text.get(byte(start)..byte(end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(contents: &str) -> String {
        Rules::read([("r.toml", contents)]).unwrap_err().to_string()
    }

    const GOOD: &str = "[[rule]]\nid = \"a\"\ntitle = \"t\"\nseverity = \"info\"\non = \"claim\"\nwhen = 'claim.act == \"deny\"'\nsummary = \"{claim.text}\"\n";

    #[test]
    fn shipped_rules_compile_and_carry_examples() {
        let rules = Rules::shipped().unwrap();
        assert_eq!(rules.len(), 2);
        for rule in &rules.rules {
            assert!(rule.tests.iter().any(|test| test.alerts > 0), "{} has no example", rule.id);
            assert!(rule.tests.iter().any(|test| test.alerts == 0), "{} has no silent example", rule.id);
        }
    }

    #[test]
    fn a_faulty_rule_is_refused_with_its_remedy() {
        assert!(Rules::read([("r.toml", GOOD)]).is_ok());
        assert!(refused(&GOOD.replace("\"a\"", "\"A b\"")).contains("routing key"));
        assert!(refused(&GOOD.replace("claim.act", "figure.act")).contains("there is no figure here"));
        assert!(refused(&GOOD.replace("== ", "== == ")).contains("when"));
        assert!(refused(&format!("{GOOD}{GOOD}")).contains("twice"));
        assert!(refused(&GOOD.replace("when", "wenn")).contains("wenn"));
    }

    #[test]
    fn slices_count_code_points() {
        assert_eq!(code_points("é → x", [2, 5]), "→ x");
        assert_eq!(code_points("ab", [1, 99]), "b");
    }
}
