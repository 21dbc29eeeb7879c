use onrecord_document::Span;

use crate::Draft;

/// Which drafts have a content on each of some spans. Made once in near-linear time, where looking through all
/// drafts for every span would take quadratic time.
pub(crate) struct Claims {
    /// Index of the span, index of the draft; sorted, none twice.
    pairs: Vec<(usize, usize)>,
}

impl Claims {
    /// The claims that the drafts' contents, as they are now, lay to `spans`, which are disjoint and in order.
    pub(crate) fn new(spans: &[Span], drafts: &[Draft]) -> Claims {
        let mut pairs = Vec::new();
        for (draft, content) in
            drafts.iter().enumerate().flat_map(|(i, d)| d.content.iter().map(move |&c| (i, c)))
        {
            let first = spans.partition_point(|s| s.end <= content.start);
            let last = spans.partition_point(|s| s.start < content.end);
            pairs.extend((first..last).map(|span| (span, draft)));
        }
        pairs.sort_unstable();
        pairs.dedup();
        Claims { pairs }
    }

    /// The drafts that shared a byte with the span `span`, in order.
    pub(crate) fn of(&self, span: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.pairs.partition_point(|&(s, _)| s < span);
        self.pairs[first..].iter().take_while(move |&&(s, _)| s == span).map(|&(_, draft)| draft)
    }
}
