#!/usr/bin/env bash
# What a dependency costs to build: for each crate, a program that prints the text of the page on
# standard input. Prints the number of packages, the CPU time of a release build from nothing, and the
# size of the stripped program, as a Markdown table.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CARGO_TARGET_DIR="$work/target" TIMEFORMAT='%U %S'

# NAME 'DEPENDENCY' 'EXPRESSION OF TYPE String'
measure() {
    local package="$work/$1"
    mkdir -p "$package/src"
    cat > "$package/Cargo.toml" << END
[package]
name = "minimal"
version = "0.0.0"
edition = "2024"
[workspace]
[profile.release]
strip = true
[dependencies]
$2
END
    cat > "$package/src/main.rs" << END
fn main() {
    let html = std::io::read_to_string(std::io::stdin()).unwrap();
    let text: String = $3;
    println!("{text}");
}
END
    cd "$package"
    cargo fetch --quiet
    local packages seconds size
    # Without the program itself.
    packages=$(cargo tree -e normal,build --prefix none | sed 's/ (.*//' | sort -u | grep -vc '^minimal ')
    rm -rf "$CARGO_TARGET_DIR"
    seconds=$({ time cargo build --release --quiet; } 2>&1 | tail -n 1)
    size=$(stat -c %s "$CARGO_TARGET_DIR/release/minimal")
    awk -v name="$1" -v packages="$packages" -v seconds="$seconds" -v size="$size" 'BEGIN {
        split(seconds, part, " ")
        printf "| %s | %d | %.0f s | %.1f MB |\n", name, packages, part[1] + part[2], size / 1e6
    }'
}

echo '| crate | packages to build | CPU time | program |'
echo '| --- | ---: | ---: | ---: |'
measure html5ever 'html5ever = "0.40"
markup5ever_rcdom = "0.40"' '{
        use html5ever::tendril::TendrilSink;
        let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default()).one(html);
        format!("{}", dom.errors.borrow().len())
    }'
measure "dehusk, no features" "dehusk = { path = \"$root\", default-features = false }" \
    'dehusk::extract(&html).text()'
measure dehusk "dehusk = { path = \"$root\" }" \
    'dehusk::extract(&html).text()'
measure dom_smoothie 'dom_smoothie = "0.19.0"' \
    'dom_smoothie::Readability::new(html, None, None).unwrap().parse().unwrap().text_content.to_string()'
measure rs-trafilatura 'rs-trafilatura = "0.2.2"' \
    'rs_trafilatura::extract(&html).unwrap().content_text'
