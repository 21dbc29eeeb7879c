//! The words of quotations laid against the words of other texts.
