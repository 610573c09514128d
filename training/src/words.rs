//! Words as the benchmarks' metrics count them.

use regex::Regex;
use std::sync::LazyLock;

/// Python's `\w+`, except that in scripts without spaces between words (Chinese, Japanese, Thai)
/// each character is a word.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    const UNSPACED: &str = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}";
    Regex::new(&format!(r"[{UNSPACED}]|[[\p{{L}}\p{{N}}_]--[{UNSPACED}]]+")).expect("a literal")
});

/// The words of a text in lower case.
pub fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    each(&lower).map(str::to_owned).collect()
}

/// The words of a text that is in lower case already.
pub fn each(lower: &str) -> impl Iterator<Item = &str> {
    WORD.find_iter(lower).map(|word| word.as_str())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn scripts_without_spaces_are_counted_by_character() {
        assert_eq!(words("Das Haus_2, 今天下雨。"), ["das", "haus_2", "今", "天", "下", "雨"]);
        assert_eq!(words("カメラ5台"), ["カ", "メ", "ラ", "5", "台"]);
        assert_eq!(words("Привет, мир"), ["привет", "мир"]);
    }
}
