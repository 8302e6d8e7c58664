//! One-line summaries: literal text with CEL expressions in braces (`{claim.claimer.name} denies: {claim.text}`).

use cel::{Context, Program, Value};

/// A parsed template.
#[derive(Debug)]
pub(super) struct Template {
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    Literal(String),
    Expression(Program),
}

impl Template {
    /// Parses a template; the error says what is wrong with which expression.
    pub(super) fn parse(source: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((expression, after)) = tail.split_once('}') else {
                return Err(format!("a brace is not closed: {{{tail}"));
            };
            parts.push(Part::Literal(literal.to_owned()));
            let program = Program::compile(expression).map_err(|error| format!("{{{expression}}}: {error}"))?;
            parts.push(Part::Expression(program));
            rest = after;
        }
        parts.push(Part::Literal(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The expressions, for checks of their variables.
    pub(super) fn programs(&self) -> impl Iterator<Item = &Program> {
        self.parts.iter().filter_map(|part| match part {
            Part::Expression(program) => Some(program),
            Part::Literal(_) => None,
        })
    }

    /// Fills the template. What has no value is written as a dash; white space is folded so that it stays one line.
    pub(super) fn fill(&self, context: &Context<'_, '_>) -> String {
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => out.push_str(text),
                Part::Expression(program) => out.push_str(&program.execute(context).map_or("–".to_owned(), display)),
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn display(value: Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Int(number) => number.to_string(),
        Value::UInt(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(truth) => truth.to_string(),
        Value::List(items) => items.iter().cloned().map(display).collect::<Vec<_>>().join(" to "),
        _ => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_filled_in() {
        let mut context = Context::default();
        context.add_variable("who", "Anna Lee").unwrap();
        let template = Template::parse("{who} said {1 + 1} things\nof {nobody}").unwrap();
        assert_eq!(template.fill(&context), "Anna Lee said 2 things of –");
    }

    #[test]
    fn an_open_brace_is_refused() {
        assert!(Template::parse("{who").unwrap_err().contains("not closed"));
        assert!(Template::parse("{1 +}").is_err());
    }
}
