use std::collections::BTreeMap;

use onrecord_check::{Diagnostic, Rule, Settings, check, rules};

use crate::measure::judged::{Judged, Judgement};
use crate::measure::read::{Article, Reader};

/// What every rule finds in clean copy.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    /// How many articles were read.
    pub articles: usize,
    /// How many words they have.
    pub words: usize,
    /// Findings by code, with the article's id, in order; every rule has an entry.
    pub findings: BTreeMap<&'static str, Vec<(String, Diagnostic)>>,
}

impl Clean {
    /// Before any article.
    pub fn new() -> Clean {
        Clean { findings: rules().iter().map(|rule| (rule.code, Vec::new())).collect(), ..Clean::default() }
    }

    /// Runs every rule, those that are off by default as well, on an article.
    pub fn add(&mut self, article: &Article) {
        self.articles += 1;
        self.words += article.words();
        let mut settings = Settings::default();
        if settings.select("ALL").is_err() {
            return;
        }
        for finding in check(&article.document, &article.annotations, &settings) {
            self.findings.entry(finding.code).or_default().push((article.document.id.clone(), finding));
        }
    }

    /// How many findings of a rule fall on a hundred articles.
    pub fn per_hundred(&self, code: &str) -> f64 {
        let count = self.findings.get(code).map_or(0, Vec::len);
        count as f64 * 100.0 / self.articles.max(1) as f64
    }
}

/// A row a rule: what it finds in clean copy, by segmentation alone and by the engine, and how much of that was judged right.
pub fn clean_table(counts: &[(Reader<'_>, Clean)], judgements: &[Judgement]) -> String {
    let mut table = "rule\tname\tdefault\tread-with\tarticles\twords\tfindings\tper-1000-words\tarticles-with\tjudged\tprecision\n".to_owned();
    for rule in rules() {
        for (reader, clean) in counts {
            table += &row(rule, *reader, clean, judgements);
        }
    }
    table
}

fn row(rule: &Rule, reader: Reader<'_>, clean: &Clean, judgements: &[Judgement]) -> String {
    let findings = clean.findings.get(rule.code).map_or(&[][..], Vec::as_slice);
    let mut articles: Vec<&str> = findings.iter().map(|(article, _)| article.as_str()).collect();
    articles.dedup();
    let judged = Judged::of(rule.code, findings, judgements);
    let rate = findings.len() as f64 * 1000.0 / clean.words.max(1) as f64;
    let precision =
        judged.precision().map_or_else(|| "-".to_owned(), |share| format!("{:.0}", share * 100.0));
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{rate:.3}\t{}\t{}\t{precision}\n",
        rule.code,
        rule.name,
        if rule.on_by_default { "on" } else { "off" },
        reader.name(),
        clean.articles,
        clean.words,
        findings.len(),
        articles.len(),
        judged.right + judged.wrong + judged.unclear,
    )
}
