//! Closed classes of English words that say what a mention is.

use std::sync::LazyLock;

/// Courtesy titles and offices that stand before a name and are no part of it, without their full stop.
const TITLES: &str = include_str!("../data/titles.txt");

/// Titles that say which pronoun goes with the name.
pub(crate) fn pronoun_of_title(title: &str) -> Option<Pronoun> {
    match title {
        "mr" | "sir" | "lord" | "king" | "prince" | "duke" | "congressman" | "chairman" | "baron"
        | "father" => Some(Pronoun::He),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "duchess" | "congresswoman"
        | "chairwoman" | "baroness" | "sister" => Some(Pronoun::She),
        _ => None,
    }
}

/// Nouns that say which pronoun goes with whom they describe.
pub(crate) fn pronoun_of_noun(noun: &str) -> Option<Pronoun> {
    const HE: &str = "man husband father son brother boy boyfriend uncle nephew grandfather grandson gentleman \
                      businessman fisherman policeman fireman king prince men sons brothers boys";
    const SHE: &str = "woman wife mother daughter sister girl girlfriend aunt niece grandmother granddaughter widow \
                       actress queen princess women wives mothers daughters sisters girls";
    if listed(HE, noun) || noun.ends_with("sman") {
        Some(Pronoun::He)
    } else {
        (listed(SHE, noun) || noun.ends_with("woman")).then_some(Pronoun::She)
    }
}

pub(crate) fn is_title(word: &str) -> bool {
    listed(TITLES, word.trim_end_matches('.'))
}

/// What may follow a surname without being one.
pub(crate) fn is_suffix(word: &str) -> bool {
    matches!(word.trim_end_matches('.'), "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior" | "esq")
}

/// Letters after a name that say what somebody is: "Ann Lee QC".
pub(crate) fn is_letters_after_a_name(word: &str) -> bool {
    const LETTERS: &str = "CBE CPA DBE DDS DO DPhil DSO EdD Esq FBA FRS GP JD JP KBE KC LLB MBA MBE MD MEP MLA MP MPP MS MSP OBE OM PhD QC RN SC TD";
    listed(LETTERS, word.trim_end_matches('.'))
}

/// Which of the pronouns a word is. Forms of one pronoun are one: "his" is `He`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
    You,
    /// "who", "which", "that": what stands before.
    Relative,
    /// "one", "someone", "many": some, but not who.
    Indefinite,
    /// "this", "there", "nobody": no one.
    Vague,
}

pub(crate) fn pronoun(word: &str) -> Option<Pronoun> {
    Some(match word {
        "he" | "him" | "his" | "himself" => Pronoun::He,
        "she" | "her" | "hers" | "herself" => Pronoun::She,
        "it" | "its" | "itself" => Pronoun::It,
        "they" | "them" | "their" | "theirs" | "themselves" => Pronoun::They,
        "i" | "me" | "my" | "mine" | "myself" => Pronoun::I,
        "we" | "us" | "our" | "ours" | "ourselves" => Pronoun::We,
        "you" | "your" | "yours" | "yourself" => Pronoun::You,
        "who" | "whom" | "whose" | "which" | "that" => Pronoun::Relative,
        "this" | "there" | "nobody" | "none" | "nothing" | "what" | "everything" | "something" => {
            Pronoun::Vague
        }
        "one" | "someone" | "somebody" | "everyone" | "everybody" | "anyone" | "anybody" | "these"
        | "those" | "some" | "many" | "others" | "all" | "both" | "few" | "most" | "each" => {
            Pronoun::Indefinite
        }
        _ => return None,
    })
}

/// Where a noun phrase has passed its head. The training follows the same list (`coreference.py`).
pub(crate) fn is_after_head(word: &str) -> bool {
    const AFTER: &str = ", ; : ( [ – — of for in at who whom whose which that from with on to by as near \
                         under over after before since during is was were are has had been being \
                         representing backing supporting opposing expecting handling seeking advising \
                         attending investigating overseeing";
    listed(AFTER, word)
}

/// Small words that begin a sentence or a phrase with a capital as often as without, days and months: "On Tuesday
/// Mayor Lee".
pub(crate) fn is_beginner(word: &str) -> bool {
    listed(include_str!("../data/beginners.txt"), word)
}

/// Heads of what speaks without being alive.
pub(crate) fn is_document(head: &str) -> bool {
    const DOCUMENTS: &str = include_str!("../data/documents.txt");
    listed(DOCUMENTS, head)
}

/// Sorts of documents.
const SORTS: &[&str] = &[
    "ad advert clip commercial documentary film footage movie recording slide song spot video",
    "biography book memoir novel",
    "amendment bill law measure resolution",
    "brief complaint filing indictment lawsuit ruling submission",
    "email emails leaflet letter memo message pamphlet post tweet",
    "analysis census data figures findings numbers paper poll polls report reports research results review \
     statistics study studies survey surveys",
    "article column editorial headline paper piece post report story",
];

/// Whether two documents can be one by what they are called: a study is a report, a book isn't.
pub(crate) fn are_one_document(noun: &str, description: &str) -> bool {
    let of = |word: &str| SORTS.iter().filter(|sort| listed(sort, word)).copied().collect::<Vec<_>>();
    let own = of(noun);
    let mut sorted =
        description.split_whitespace().map(|word| of(&word.to_lowercase())).filter(|of| !of.is_empty());
    let (first, others) = (sorted.next(), sorted.flatten());
    let Some(first) = first.filter(|_| !own.is_empty()) else { return true };
    first.into_iter().chain(others).any(|sort| own.contains(&sort))
}

/// Whether a document of the one name is often called by the other.
pub(crate) fn are_alike(noun: &str, other: &str) -> bool {
    is_plural(noun) == is_plural(other) && SORTS.iter().any(|sort| listed(sort, noun) && listed(sort, other))
}

/// "R-Fenham", a politician's party and constituency.
pub(crate) fn is_party_label(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some('R' | 'D' | 'I'), Some('-' | '‑' | '–')))
        && chars.next().is_some_and(char::is_uppercase)
}

/// Heads that mean several people though they don't end in "s".
pub(crate) fn is_plural(head: &str) -> bool {
    const PLURAL: &[&str] = &[
        "people", "men", "women", "police", "children", "media", "public", "percent", "cent", "%",
        "majority", "and",
    ];
    const SINGULAR: &[&str] = &[
        "press",
        "boss",
        "congress",
        "business",
        "ss",
        "congresswoman",
        "witness",
        "princess",
        "hostess",
        "actress",
    ];
    PLURAL.contains(&head)
        || (head.ends_with('s') && head.len() > 3 && !head.ends_with("ss") && !SINGULAR.contains(&head))
        || head.ends_with("men")
}

/// Heads of roles: "Labour leader", "the county engineer".
pub(crate) fn is_role(word: &str) -> bool {
    const ROLES: &str = include_str!("../data/roles.txt");
    listed(ROLES, word)
}

/// Heads of bodies that a name may stand for: "the bank" is Fenham Savings.
pub(crate) fn is_body(head: &str) -> bool {
    const BODIES: &str = include_str!("../data/bodies.txt");
    listed(BODIES, head)
}

/// Whether a plural means several bodies: "companies", "airlines".
pub(crate) fn are_bodies(plural: &str) -> bool {
    let singular = match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.trim_end_matches('s').to_owned(),
    };
    plural.ends_with('s') && is_body(&singular)
}

/// What somebody is to another of the family.
pub(crate) fn is_relative(noun: &str) -> bool {
    const RELATIVES: &[&str] = &[
        "brother", "cousin", "dad", "daughter", "father", "husband", "mom", "mother", "mum", "nephew",
        "niece", "sister", "son", "spouse", "uncle", "widow", "widower", "wife",
    ];
    RELATIVES.contains(&noun)
}

/// One word for all that mean a relation to somebody: a lawyer is an attorney.
pub(crate) fn relation(noun: String) -> String {
    match noun.as_str() {
        "lawyer" | "counsel" | "solicitor" => "attorney".to_owned(),
        "spokesman" | "spokeswoman" => "spokesperson".to_owned(),
        "physician" => "doctor".to_owned(),
        _ => noun,
    }
}

/// What a body is to another: "Fenham's rival".
pub(crate) fn is_relation(noun: &str) -> bool {
    const RELATIONS: &[&str] = &[
        "affiliate",
        "competitor",
        "contractor",
        "developer",
        "producer",
        "customer",
        "giant",
        "offshoot",
        "opponent",
        "owner",
        "parent",
        "partner",
        "predecessor",
        "rival",
        "sponsor",
        "subsidiary",
        "successor",
        "supplier",
    ];
    RELATIONS.contains(&noun)
}

/// Heads of places: "the city".
pub(crate) fn is_place(head: &str) -> bool {
    matches!(
        head,
        "city"
            | "town"
            | "village"
            | "state"
            | "country"
            | "nation"
            | "county"
            | "island"
            | "region"
            | "borough"
            | "province"
            | "kingdom"
    )
}

/// The pronoun that is likely printed of one who bears a forename; `None` where it isn't known.
///
/// The page's own pronouns and titles go before it, and nothing of it leaves this crate.
pub(crate) fn pronoun_of_forename(forename: &str) -> Option<Pronoun> {
    static LISTS: LazyLock<[Vec<&str>; 2]> = LazyLock::new(|| {
        let list = |pronoun: &str| {
            let line =
                include_str!("../data/forenames.txt").lines().find_map(|line| line.strip_prefix(pronoun));
            line.unwrap_or_default().split(' ').collect()
        };
        [list("he "), list("she ")]
    });
    let [he, she] = &*LISTS;
    let among = |names: &[&str]| names.binary_search(&forename).is_ok();
    if among(he) { Some(Pronoun::He) } else { among(she).then_some(Pronoun::She) }
}

/// Number words before those who were just named: "the two men".
pub(crate) fn is_two(word: &str) -> bool {
    matches!(word, "two" | "both" | "pair")
}

/// Whether a body isn't what it is called here, by the words of its name: "the company" isn't the Office for Rail.
pub(crate) fn are_unlike_bodies(noun: &str, name: &str) -> bool {
    const SORTS: &[&str] = &[
        "administration agency authority bureau commission council department government ministry office",
        "agency authority bureau commission council office regulator watchdog",
        "airline automaker brewer business carmaker carrier company employer firm maker manufacturer operator retailer supplier supermarket",
        "party",
        "academy college school university",
        "union",
    ];
    const COMPANIES: usize = 2;
    let is_of =
        |sort: usize, word: &str| listed(SORTS[sort], word) || sort == COMPANIES && is_company_word(word);
    let words = || name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    let known = || words().any(|word| (0..SORTS.len()).any(|sort| is_of(sort, &word)));
    let mut own = (0..SORTS.len()).filter(|&sort| listed(SORTS[sort], noun)).peekable();
    own.peek().is_some() && known() && !own.any(|sort| words().any(|word| is_of(sort, &word)))
}

/// What a company's name says that it is, "Orrin Foods plc"; not what may be called after somebody, as a foundation is.
pub(crate) fn is_company_word(word: &str) -> bool {
    const WORDS: &str = "airlines airways bancorp bank brewery brothers capital chemicals co coal company construction corp corporation electric \
                         electronics energy financial foods gas group holdings homes hotels inc industries insurance laboratories limited \
                         llc logistics ltd mills mining motor motors oil pharma pharmaceuticals plc power products properties rail \
                         railway railways retail savings shipping software solutions steel stores supermarkets systems technologies \
                         technology telecom textiles water";
    listed(WORDS, word)
}

/// What a body's name may be printed without: "Harrow Water Company" is "Harrow Water".
pub(crate) fn is_body_word(word: &str) -> bool {
    listed(include_str!("../data/body-words.txt"), word)
}

/// What a body may be called for the first word of its name: "the Fed" for "the Federal Reserve".
pub(crate) fn is_clip(short: &str, word: &str) -> bool {
    matches!((short, word), ("fed", "federal") | ("met", "metropolitan"))
}

/// Whether those of a role say "we" of the body that it is a role in.
pub(crate) fn speaks_for_a_body(role: &str) -> bool {
    const ROLES: &[&str] = &[
        "boss",
        "ceo",
        "chair",
        "chairman",
        "chairwoman",
        "chief",
        "co-founder",
        "coach",
        "commander",
        "director",
        "executive",
        "founder",
        "head",
        "manager",
        "officer",
        "owner",
        "president",
        "secretary",
        "secretary-general",
        "spokesman",
        "spokesperson",
        "spokeswoman",
    ];
    ROLES.contains(&role)
}

/// Whether those of a role without a body's name speak for the body that the text is about.
pub(crate) fn is_mouthpiece(role: &str) -> bool {
    ["spokes", "chief executive", "ceo"].iter().any(|beginning| role.starts_with(beginning))
}

/// Small words with which no name ends.
pub(crate) fn is_no_ending(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "and",
        "at",
        "by",
        "for",
        "from",
        "herself",
        "himself",
        "in",
        "itself",
        "of",
        "on",
        "the",
        "to",
        "today",
        "with",
        "yesterday",
    ];
    SMALL.contains(&word)
}

fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}
