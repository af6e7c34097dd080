//! The same query asked otherwise: every word required, any word enough, within a field, or part by part.

use super::tree::{Field, In, PhrasePart, Query};

impl Query {
    /// True when the query has plain words, so that articles with most of them are hits too.
    pub fn is_lenient(&self) -> bool {
        match self {
            Query::Words(_) => true,
            Query::And(parts) => parts.iter().any(|part| matches!(part, Query::Words(_))),
            _ => false,
        }
    }

    /// The query with every plain word required. A query that is strict already stays as it is.
    ///
    /// ```
    /// use dateline::query::{Dialect, ParseContext, parse};
    /// use jiff::civil::date;
    ///
    /// let context = ParseContext { today: date(2026, 11, 22), dialect: Dialect::Dateline };
    /// let query = parse("ceasefire talks", &context)?.query;
    /// assert_eq!(query.clone().requiring_all().to_string(), "ceasefire AND talks");
    /// assert_eq!(query.accepting_any().to_string(), "ceasefire OR talks");
    /// # Ok::<(), dateline::query::QueryError>(())
    /// ```
    pub fn requiring_all(self) -> Query {
        if self.is_lenient() { Query::And(self.into_plain_parts()) } else { self }
    }

    /// The query with any plain word, or phrase beside the plain words, enough; whatever else stands beside them, such
    /// as a filter, stays required. A strict query stays as it is.
    pub fn accepting_any(self) -> Query {
        if !self.is_lenient() {
            return self;
        }
        let is_plain = |part: &Query| matches!(part, Query::Term(_) | Query::Phrase(_));
        let (plain, mut others): (Vec<Query>, Vec<Query>) = self.into_plain_parts().into_iter().partition(is_plain);
        if others.is_empty() {
            return Query::Or(plain);
        }
        others.insert(0, Query::Or(plain));
        Query::And(others)
    }

    /// The query with a further condition. Plain words stay lenient.
    pub fn narrowed(self, condition: Query) -> Query {
        match self {
            Query::And(mut parts) => {
                parts.push(condition);
                Query::And(parts)
            }
            Query::All => condition,
            other => Query::And(vec![other, condition]),
        }
    }

    /// The query with its words looked for in one field, as it would be written; conditions on what is known of the article
    /// stay outside, and what names a field of its own keeps it.
    ///
    /// ```
    /// use dateline::query::{Dialect, Field, ParseContext, parse};
    /// use jiff::civil::date;
    ///
    /// let context = ParseContext { today: date(2026, 11, 22), dialect: Dialect::Dateline };
    /// let query = parse("gaza AND truce AND lang:fr", &context)?.query;
    /// assert_eq!(query.within(Field::Body).to_string(), "body:gaza AND body:truce AND lang:fr");
    /// # Ok::<(), dateline::query::QueryError>(())
    /// ```
    pub fn within(self, field: Field) -> Query {
        match self {
            Query::And(parts) if parts.iter().any(Query::is_placed) => {
                Query::And(parts.into_iter().map(|part| part.within(field)).collect())
            }
            placed if placed.is_placed() => placed,
            other => {
                let span = other.span().unwrap_or_default();
                Query::In(In { field, operand: Box::new(other), span })
            }
        }
    }

    /// True for what no field changes.
    fn is_placed(&self) -> bool {
        match self {
            Query::All | Query::Filter(_) | Query::In(_) => true,
            Query::Or(parts) => parts.iter().all(Query::is_placed),
            Query::Not(inner) => inner.is_placed(),
            _ => false,
        }
    }

    /// The words, phrases and other parts of a lenient query.
    fn into_plain_parts(self) -> Vec<Query> {
        match self {
            Query::Words(words) => words.into_iter().map(Query::Term).collect(),
            Query::And(parts) => parts.into_iter().flat_map(Query::into_plain_parts).collect(),
            other => vec![other],
        }
    }

    /// The parts to count one by one when the whole finds nothing, so that one sees which of them emptied it: the
    /// operands of an `And`, the words of a phrase, both sides of proximity, what is looked for within a field. Empty
    /// when the query has no parts that could each find more than the whole.
    pub fn parts(&self) -> Vec<Query> {
        match self {
            Query::Words(words) => words.iter().cloned().map(Query::Term).collect(),
            Query::And(parts) => parts.iter().cloned().flat_map(Query::into_plain_parts).collect(),
            Query::Phrase(phrase) => phrase
                .parts
                .iter()
                .filter_map(|part| match part {
                    PhrasePart::Word(word) => Some(Query::Term(word.clone())),
                    PhrasePart::AnyWord(_) => None,
                })
                .collect(),
            Query::Near(near) => {
                let side =
                    |side: &Query| if matches!(side, Query::Near(_)) { side.parts() } else { vec![side.clone()] };
                side(&near.left).into_iter().chain(side(&near.right)).collect()
            }
            Query::AtLeast(at_least) => vec![(*at_least.operand).clone()],
            Query::In(inside) => match &*inside.operand {
                Query::And(parts) => parts
                    .iter()
                    .map(|part| Query::In(In { operand: Box::new(part.clone()), ..inside.clone() }))
                    .collect(),
                operand => vec![operand.clone()],
            },
            Query::Prefer(prefer) => match &*prefer.required {
                required @ Query::And(_) => required.parts(),
                required => vec![required.clone()],
            },
            Query::Boost(inner, _) => inner.parts(),
            Query::All | Query::Term(_) | Query::Name(_) | Query::Filter(_) | Query::Or(_) | Query::Not(_) => {
                Vec::new()
            }
        }
    }
}
