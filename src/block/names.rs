//! What names in templates say: words of classes, and the names of programming languages.

/// The words of a list of class names: `copy-btn`, `copy_btn` and `copyBtn` have the same two.
pub(super) fn words(names: &str) -> impl Iterator<Item = &str> {
    names.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(humps)
}

/// Whether one of the words of a list of class names is one of these.
pub(super) fn has_word(names: &str, these: &[&str]) -> bool {
    any_word(names, |word| these.iter().any(|it| word.eq_ignore_ascii_case(it.as_bytes())))
}

/// Whether `is_one` holds for one of the words of a list of class names.
pub(super) fn any_word(names: &str, mut is_one: impl FnMut(&[u8]) -> bool) -> bool {
    let names = names.as_bytes();
    let mut begin = 0;
    let mut before = Letter::None;
    for (at, &byte) in names.iter().enumerate() {
        let letter = LETTERS[usize::from(byte)];
        let is_part = letter != Letter::None;
        if !is_part || (before == Letter::Small && letter == Letter::Capital) {
            if begin < at && names.get(begin..at).is_some_and(&mut is_one) {
                return true;
            }
            begin = at + usize::from(!is_part);
        }
        before = letter;
    }
    begin < names.len() && names.get(begin..).is_some_and(is_one)
}

/// The kind of a byte in a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    None,
    Digit,
    Small,
    Capital,
}

static LETTERS: [Letter; 256] = {
    let mut letters = [Letter::None; 256];
    let mut byte = 0;
    while byte < 128 {
        letters[byte] = match byte as u8 {
            b'0'..=b'9' => Letter::Digit,
            b'a'..=b'z' => Letter::Small,
            b'A'..=b'Z' => Letter::Capital,
            _ => Letter::None,
        };
        byte += 1;
    }
    letters
};

/// Whether one of the class names, as a whole, is one of these.
pub(super) fn has_name(names: &str, these: &[&str]) -> bool {
    names
        .split_ascii_whitespace()
        .any(|name| these.iter().any(|this| name.eq_ignore_ascii_case(this)))
}

/// Cuts `copyBtn` before its capital.
fn humps(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut pairs = rest.bytes().zip(rest.bytes().skip(1));
        let hump = pairs.position(|(a, b)| a.is_ascii_lowercase() && b.is_ascii_uppercase());
        let (first, after) = rest.split_at_checked(hump.map_or(rest.len(), |at| at + 1))?;
        rest = after;
        Some(first)
    })
}

/// Whether a custom element of this name plays a film or a piece of sound.
pub(crate) fn is_player(name: &str) -> bool {
    let Some((kind, rest)) = name.split_once('-') else { return false };
    match kind {
        "amp" => ["youtube", "vimeo", "dailymotion", "iframe", "video", "audio"].contains(&rest),
        "lite" => ["youtube", "vimeo"].contains(&rest),
        _ => name == "youtube-video",
    }
}

/// What highlighters call the languages, in small letters.
const LANGUAGES: [&str; 94] = [
    "ada",
    "apache",
    "apl",
    "asm",
    "assembly",
    "awk",
    "bash",
    "basic",
    "batch",
    "bibtex",
    "c",
    "c#",
    "c++",
    "clojure",
    "cmake",
    "cmd",
    "cobol",
    "code",
    "console",
    "cpp",
    "crystal",
    "csharp",
    "css",
    "csv",
    "cuda",
    "d",
    "dart",
    "diff",
    "docker",
    "dockerfile",
    "elixir",
    "elm",
    "erlang",
    "f#",
    "fish",
    "fortran",
    "fsharp",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "haskell",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "less",
    "lisp",
    "lua",
    "makefile",
    "markdown",
    "matlab",
    "nginx",
    "nim",
    "nix",
    "objective-c",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "plaintext",
    "powershell",
    "prolog",
    "protobuf",
    "py",
    "python",
    "r",
    "ruby",
    "rust",
    "scala",
    "scheme",
    "scss",
    "sh",
    "shell",
    "sql",
    "swift",
    "terminal",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vim",
    "xml",
    "yaml",
    "zig",
];

/// Whether a text is the name of a language, as it stands above code.
pub(crate) fn is_language(text: &str) -> bool {
    let name = text.trim().to_ascii_lowercase();
    LANGUAGES.binary_search(&name.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(
            words("copy-btn codeLine_no x2").collect::<Vec<_>>(),
            ["copy", "btn", "code", "Line", "no", "x2"]
        );
        assert!(has_word("hljs-copyButton", &["button"]));
        for names in ["", "-", "a--B c", "copyBtn", "x2Y", "aB", "É-copyÉbtn", "ABc dE "] {
            for word in ["a", "b", "c", "d", "e", "copy", "btn", "x2", "y", "x2y", "abc", ""] {
                let is_one = words(names).any(|it| it.eq_ignore_ascii_case(word));
                assert_eq!(has_word(names, &[word]), is_one, "{names} {word}");
            }
        }
        assert!(!has_word("underline", &["line"]));
        assert!(has_name("a CM-editor", &["cm-editor"]));
        assert!(!has_name("my-cm-editor", &["cm-editor"]));
    }

    #[test]
    fn languages_are_known_in_any_case() {
        assert!(LANGUAGES.is_sorted());
        assert!(is_language("Rust") && is_language(" C++ ") && !is_language("Rust and C"));
    }
}
