//! Panics, which are faults of ours, told as failures of the document that brought them out.

use std::any::Any;
use std::cell::RefCell;
use std::panic;

use crate::failure::Failure;

thread_local! {
    /// Where this thread last panicked.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on panics aren't printed as they happen; whoever catches one tells of it with [`failure`]. With
/// RUST_BACKTRACE they are printed all the same.
pub(crate) fn catch() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        PLACE.set(panic.location().map(|place| format!("{}:{}", place.file(), place.line())));
        if std::env::var_os("RUST_BACKTRACE").is_some_and(|value| value != "0") {
            print(panic);
        }
    }));
}

/// The failure that a panic, caught on this thread, is for whoever gave us `what`.
pub(crate) fn failure(what: &str, panic: &(dyn Any + Send)) -> Failure {
    let text = panic.downcast_ref::<&str>().copied();
    let text =
        text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no reason given");
    let place = PLACE.take().map_or(String::new(), |place| format!(" ({place})"));
    Failure::new(format!("{what}: a fault in onrecord: {text}{place}"))
        .hint("please report it together with the document; no other is affected")
}
