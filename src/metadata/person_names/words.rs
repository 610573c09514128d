//! Words around names in bylines, in the languages that they were seen in.

/// Words before a name that say that an author follows, in lower case, longest first. They are
/// words of bylines only; "von" and "de" are parts of names as well and count in front of a
/// byline's text, not of a stated name.
pub(super) const STATED_PREFIXES: &[&str] = &[
    "written by",
    "posted by",
    "published by",
    "created by",
    "submitted by",
    "story by",
    "words by",
    "text by",
    "article by",
    "by",
    "author",
    "authors",
    "autor",
    "autorin",
    "autoren",
    "autore",
    "autora",
    "auteur",
    "auteurs",
    "автор",
    "авторы",
    "yazar",
    "forfatter",
    "författare",
    "kirjoittaja",
    "szerző",
    "writer",
    "作者",
    "文",
    "著者",
    "글쓴이",
    "기자",
    "撰文",
    "筆者",
];
pub(super) const BYLINE_PREFIXES: &[&str] = &[
    "geschrieben von",
    "veröffentlicht von",
    "erstellt von",
    "text von",
    "ein beitrag von",
    "von",
    "écrit par",
    "publié par",
    "rédigé par",
    "par",
    "escrito por",
    "publicado por",
    "por",
    "scritto da",
    "pubblicato da",
    "a cura di",
    "di",
    "geschreven door",
    "gepubliceerd door",
    "door",
    "napisane przez",
    "napisał",
    "napisała",
    "przez",
    "tekst",
    "text",
    "texte",
    "texto",
    "testo",
    "szerző",
    "skrivet av",
    "skrevet av",
    "skrevet af",
    "av",
    "af",
    "yazan",
    "от",
    "από",
    "بقلم",
    "oleh",
    "bởi",
];

/// Where a byline ends and something else begins.
pub(super) const ENDS: &[&str] = &[
    " | ", " • ", " · ", " ⋅ ", " ∙ ", " ● ", " — ", " – ", " - ", "•", "|", " / ", "»", "\n",
    " on ", " am ", " le ",
];

pub(super) const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Between two names.
pub(super) const CONJUNCTIONS: &[&str] = &[
    " and ", " & ", " und ", " et ", " y ", " e ", " en ", " i ", " og ", " och ", " ve ", " и ",
    " και ", " with ", " mit ", " avec ", " con ",
];

/// Words inside a name that begin with a small letter.
pub(super) const PARTICLES: &[&str] = &[
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "des", "la", "le", "van", "von",
    "den", "der", "zu", "zum", "ten", "ter", "af", "av", "al", "el", "bin", "ibn", "ben", "y", "e",
    "van't", "'t",
];

/// Before an author in a sentence.
pub(super) const PREPOSITIONS: &[&str] = &[" by ", " von ", " par ", " por ", " door ", " przez "];
/// A label with no more letters than this is only a preposition.
pub(super) const MAX_PREPOSITION: usize = 2;
/// What stands before an author is not longer than this, in bytes.
pub(super) const MAX_LABEL: usize = 30;
