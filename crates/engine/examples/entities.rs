//! The entities of one text file, to look at: `cargo run --release --example entities -- FILE`.

use onrecord_engine::{Document, Engine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("usage: entities FILE")?;
    let document = Document::plain(&path, std::fs::read_to_string(&path)?);
    let annotations = Engine::new()?.annotate(&document)?;
    #[allow(clippy::print_stdout, reason = "an example prints")]
    {
        for (id, entity) in annotations.entities.iter().enumerate() {
            println!("{id} {} ({})", entity.name, entity.kind.name());
            for role in &entity.roles {
                println!("    role {}", role.of(&document.text));
            }
            for mention in &entity.mentions {
                println!(
                    "    {:11} {:5} {}",
                    mention.form.name(),
                    mention.span.start,
                    mention.span.of(&document.text)
                );
            }
        }
        for attribution in &annotations.attributions {
            let source = attribution.source.map_or("-", |s| s.of(&document.text));
            let who = attribution.speaker.map_or("?", |s| annotations.entities[s.entity].name.as_str());
            let how = attribution.speaker.map(|s| (s.found_by.name(), s.confidence));
            println!("{source} -> {who} {how:?}: {}", attribution.content[0].of(&document.text));
        }
    }
    Ok(())
}
