use std::path::PathBuf;

use onrecord_people::{MAX_BYTES, People};

use crate::failure::Failure;

/// The lists of known people in these files, as one.
///
/// # Errors
/// If a file can't be read or is no such list.
pub(crate) fn known_people(paths: &[PathBuf]) -> Result<People, Failure> {
    let mut all = People::default();
    for path in paths {
        let place = path.display().to_string();
        let failed = |error: std::io::Error| Failure::new(format!("{place}: can't read: {error}"));
        let size = std::fs::metadata(path).map_err(failed)?.len();
        if size > MAX_BYTES as u64 {
            return Err(Failure::new(format!("{place}: larger than {} MiB", MAX_BYTES >> 20))
                .hint("keep the people of the articles' time and country"));
        }
        let bytes = std::fs::read(path).map_err(failed)?;
        let people = People::read(&place, &bytes).map_err(|error| {
            let failure = Failure::new(error.to_string());
            match error.remedy() {
                Some(remedy) => failure.hint(remedy),
                None => failure,
            }
        })?;
        all = all.and(people);
    }
    Ok(all)
}
