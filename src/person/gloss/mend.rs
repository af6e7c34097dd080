//! What is made of the names that the model found in a text whose words it was told in English.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::role::begins_place;
use super::{Gloss, is_capitalised_everywhere};
use crate::person::cyrillic::nominative;
use crate::person::extract::keep_apart;
use crate::person::known::{known_word, listed_as_name};
use crate::person::name::fold;
use crate::person::{EntityKind, Mention, TextBlock};

/// How sure the model must be of a person.
const SURE: f32 = 0.5;
/// What stands between two persons after whom streets are named.
const JOINTS: [&str; 6] = [" et ", " y ", " e ", " und ", " и ", " & "];

impl Gloss {
    /// The persons of an article: those that the model found, and those of the lists where it found nothing. Both are in
    /// reading order.
    pub(in crate::person) fn persons(
        &self,
        blocks: &[TextBlock<'_>],
        found: &[Mention],
        mut listed: Vec<Mention>,
    ) -> Vec<Mention> {
        let mut next = 0;
        listed.retain(|listed| {
            let place = (listed.block, listed.span.start);
            while found.get(next).is_some_and(|other| (other.block, other.span.end) <= place) {
                next += 1;
            }
            found.get(next).is_none_or(|other| (other.block, other.span.start) >= (listed.block, listed.span.end))
        });
        let persons =
            || found.iter().filter(|mention| mention.kind == EntityKind::Person && mention.confidence >= SURE);
        let text_of = |mention: &Mention| blocks[mention.block].text;
        let inside = persons().filter(|mention| !is_opening(text_of(mention), mention.span.start));
        let known: FxHashSet<&str> =
            inside.flat_map(|mention| blocks[mention.block].text[mention.span.clone()].split(' ')).collect();
        let last_word =
            |mention: &Mention| text_of(mention)[mention.span.clone()].rsplit_once(' ').map(|(_, last)| last);
        let surnames: FxHashSet<&str> =
            if self.nouns { persons().filter_map(last_word).collect() } else { FxHashSet::default() };
        let mut mentions = listed;
        mentions.extend(persons().filter_map(|mention| {
            let span = self.without_words_around(text_of(mention), &mention.span, &known, &surnames);
            let span = self.mend_beginning(text_of(mention), &span, &known)?;
            if self.cyrillic && is_title_of_work(text_of(mention), &span) {
                return None;
            }
            Some(Mention { span, ..mention.clone() })
        }));
        mentions.sort_by_key(|mention| (mention.block, mention.span.start));
        let mut dropped: Option<Mention> = None;
        mentions.retain(|mention| {
            // "улиц Веры Фигнер и Карла Либкнехта"
            let also = dropped.as_ref().is_some_and(|before| {
                before.block == mention.block
                    && text_of(mention)
                        .get(before.span.end..mention.span.start)
                        .is_some_and(|joint| JOINTS.contains(&joint))
            });
            let named_after = also || is_named_after(text_of(mention), mention.span.start);
            dropped = named_after.then(|| mention.clone());
            !named_after
        });
        keep_apart(&mut mentions);
        if !self.cyrillic && !self.has_roles {
            self.keep_sure(blocks, &mut mentions);
        }
        mentions
    }

    /// Cuts off what another word of the sentence shows not to be the name: `Selenskyjs Stabschef` before it, `Regierung` behind
    /// `Angela Merkels`, `Esteri` in "ministro degli Esteri Antonio Tajani", `RN` in "la députée RN Marine Le Pen".
    fn without_words_around(
        &self,
        text: &str,
        span: &Range<usize>,
        known: &FxHashSet<&str>,
        surnames: &FxHashSet<&str>,
    ) -> Range<usize> {
        let mut span = span.clone();
        if self.cyrillic {
            return span;
        }
        let name = &text[span.clone()];
        if !self.nouns {
            if let Some(rest) = name.strip_prefix("M. ").filter(|rest| !rest.contains(' ')) {
                span.start = span.end - rest.len();
            } else if let Some((first, rest)) = name.split_once(' ')
                && rest.contains(' ')
                && known_word(first).given() == 0
                && !begins_place(first)
                && rest.split(' ').next().is_some_and(|second| known_word(second).given() > 0 && !begins_place(second))
                && self.is_of_office(&text[..span.start], first)
            {
                span.start = span.end - rest.len();
            } else if let Some((first, rest)) = name.split_once(' ')
                && rest.contains(' ')
                && first.len() < 6
                && is_capitalised_everywhere(first)
                && self.is_member(&text[..span.start])
            {
                span.start = span.end - rest.len();
            }
            return span;
        }
        let title = |word: &str| self.is_title_noun(word) && listed_as_name(word) == 0;
        let mut at = 0;
        for word in name.split(' ') {
            let end = at + word.len();
            if at > 0 && end < name.len() && title(word) {
                span.start = span.start.max(span.end - name.len() + end + 1);
            }
            at = end + 1;
        }
        let mut words = text[span.clone()].rsplitn(3, ' ');
        if let (Some(last), Some(owner), Some(_)) = (words.next(), words.next(), words.next())
            && let Some(stem) = owner.strip_suffix('s').filter(|stem| stem.len() > 2)
            && listed_as_name(owner) == 0
            && (known.contains(stem) || surnames.contains(stem))
            && (self.get(last).is_some() || listed_as_name(last) == 0)
            && !known.contains(last)
        {
            span.end -= last.len() + 1;
        }
        span
    }

    /// Cuts off titles, and the word that a sentence begins with when no list of names has it and a given name follows (`Renuncia
    /// Evo Morales`); `None` when nothing is left, or when the name is the place in which an article was written.
    fn mend_beginning(&self, text: &str, span: &Range<usize>, known: &FxHashSet<&str>) -> Option<Range<usize>> {
        let title = |word: &str| self.get(word).is_some_and(|(_, anywhere)| anywhere);
        let mut span = span.clone();
        while let Some((first, _)) = text[span.clone()].split_once(' ').filter(|(first, _)| title(first)) {
            span.start += first.len() + 1;
        }
        let name = &text[span.clone()];
        if title(name) {
            return None;
        }
        if span.start == 0 && is_capitalised_everywhere(name) {
            let rest = &text[span.end..];
            let dateline = rest.starts_with(['.', ','])
                || rest.starts_with(" (")
                || rest.starts_with(" - ")
                || rest.starts_with(" – ");
            if dateline && rest.contains(char::is_lowercase) {
                return None;
            }
        }
        let (first, rest) = name.split_once(' ').unwrap_or((name, ""));
        let listed = |word: &str| match self.cyrillic {
            true => listed_as_name(&nominative(word)) > 0,
            false => listed_as_name(word) > 0,
        };
        if !is_opening(text, span.start) || known.contains(first) || listed(first) || first.ends_with('.') {
            return Some(span);
        }
        let given = |word: &str| if self.cyrillic { listed(word) } else { known_word(word).given() > 0 };
        let given = rest.split(' ').next().is_some_and(given);
        match rest {
            "" => None,
            _ if given => Some(span.start + first.len() + 1..span.end),
            _ => Some(span),
        }
    }
}

/// Whether a sentence begins at `start`.
pub(super) fn is_opening(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches(['«', '“', '„', '"', '¿', '¡', ' ', '\u{a0}', '\u{202f}']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n'])
}

/// Whether a name is all that stands in quotation marks, as films, papers and firms do in Russian: «Список Шиндлера».
fn is_title_of_work(text: &str, span: &Range<usize>) -> bool {
    text[..span.start].ends_with('«') && text[span.end..].starts_with('»')
}

/// Words of these languages for what is named after persons: streets, prizes, hospitals, storms.
const NAMED_AFTER: &str = " rue avenue boulevard place quai pont square lycee college ecole hopital clinique stade aeroport prix fondation institut \
    universite ouragan tempete typhon cyclone musee theatre cinema salle gare port bibliotheque centre residence tour loi affaire station metro \
    calle avenida plaza paseo puente instituto colegio escuela hospital estadio aeropuerto premio fundacion universidad huracan tormenta tifon \
    ciclon museo teatro cine sala puerto biblioteca centro torre ley barrio parque carretera glorieta estacion copa trofeo \
    via viale piazza corso ponte liceo scuola ospedale stadio aeroporto premio fondazione istituto universita uragano tempesta tifone ciclone \
    cinema stazione biblioteca legge parco palazzo \
    rua avenida praca largo ponte escola liceu hospital estadio aeroporto premio fundacao instituto universidade furacao tempestade tufao \
    biblioteca parque lei bairro rodovia \
    straat plein laan brug prijs stichting museum stadion luchthaven fonds \
    gatan vagen torget priset stiftelsen museet sjukhuset arena \
    aleja aleje alei ulica ulicy ulice most mostu plac placu imienia im rondo pomnik nagroda nagrode szkola szpital lotnisko stadionie fundacja \
    jalan jl bandara pelabuhan gedung taman universitas gelora bung rumah masjid lapangan \
    улица улиц улицам улице улицы улицу улицеи проспект проспекта проспекте площадь площади бульвар бульвара бульваре шоссе набережная набережнои имени \
    премия премии премию театр театра театре музеи музея музее аэропорт аэропорта аэропорте парк парка парке станция станции школа школы завод \
    завода орден ордена фонд фонда фонде институт института институте ";

/// Whether what begins at `start` is named after a person by the word before it: `rue Victor Hugo`, `prix Albert Londres`.
fn is_named_after(text: &str, start: usize) -> bool {
    let near = &text[text.floor_char_boundary(start.saturating_sub(60))..start];
    if !near.ends_with(char::is_whitespace) {
        return false;
    }
    near.split_whitespace().next_back().is_some_and(|word| {
        let folded = fold(word);
        let folded = folded.rsplit(['\'', '’']).next().unwrap_or_default();
        NAMED_AFTER.contains(&format!(" {folded} "))
    })
}
