//! Inline styles. Style sheets are not read.

/// Whether an inline style hides the element.
pub(super) fn hides(style: &str) -> bool {
    has(style, "display", |value| value.eq_ignore_ascii_case("none"))
        || has(style, "visibility", |value| value.eq_ignore_ascii_case("hidden"))
}

/// Whether an inline style leaves nothing of the element to see, though screen readers read it.
pub(super) fn clips(style: &str) -> bool {
    let cuts_all = |value: &str| {
        ["rect(0", "rect(1px", "inset(50%", "inset(100%"].iter().any(|all| value.starts_with(all))
    };
    let is_out = |value: &str| value.eq_ignore_ascii_case("absolute");
    (has(style, "clip", cuts_all) || has(style, "clip-path", cuts_all))
        && has(style, "position", is_out)
}

/// Whether an inline style puts the element on lines of its own.
pub(super) fn sets_apart(style: &str) -> bool {
    let displays = ["block", "flex", "grid", "table", "table-row", "list-item", "flow-root"];
    has(style, "display", |value| displays.iter().any(|it| value.eq_ignore_ascii_case(it)))
}

/// Whether an inline style keeps line breaks and indentation, and sets letters as code is set.
pub(super) fn sets_code(style: &str) -> bool {
    keeps_lines(style)
        && has(style, "font-family", |value| {
            let value = value.to_ascii_lowercase();
            ["mono", "courier", "consolas", "menlo", "monaco"].iter().any(|it| value.contains(it))
        })
}

/// Whether an inline style keeps line breaks and indentation.
pub(super) fn keeps_lines(style: &str) -> bool {
    let values = ["pre", "pre-wrap", "break-spaces"];
    has(style, "white-space", |value| values.iter().any(|it| value.eq_ignore_ascii_case(it)))
}

/// Whether readers cannot select the element's text.
pub(super) fn is_unselectable(style: &str) -> bool {
    ["user-select", "-webkit-user-select", "-moz-user-select"]
        .into_iter()
        .any(|property| has(style, property, |value| value.eq_ignore_ascii_case("none")))
}

fn has(style: &str, property: &str, is_meant: impl Fn(&str) -> bool) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let value = value.split_ascii_whitespace().next().unwrap_or_default();
        name.trim().eq_ignore_ascii_case(property) && is_meant(value)
    })
}
