//! Any bytes after any header: the input's first line is the header.
#![no_main]

use dehusk::Extractor;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let line = data.iter().position(|&byte| byte == b'\n');
    let (header, bytes) = data.split_at(line.map_or(0, |end| end + 1));
    let header = std::str::from_utf8(header).ok().map(str::trim_end);
    let page = Extractor::new().extract_bytes(bytes, header).expect("no limit is an error");
    page.text();
    page.markdown();
    page.html();
    page.metadata();
});
