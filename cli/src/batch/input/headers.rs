//! Headers of WARC records and HTTP responses: `Name: value`, one per line.

/// The headers of a WARC record or of an HTTP response, in their order.
#[derive(Debug, Default)]
pub struct Headers {
    fields: Vec<(String, String)>,
}

impl Headers {
    /// Reads header lines. Crawls hold whatever servers sent, so other lines are skipped, and
    /// invalid UTF-8 becomes U+FFFD.
    pub fn parse(text: &[u8]) -> Headers {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.split(|&byte| byte == b'\n') {
            let line = String::from_utf8_lossy(line);
            // A line that begins with a space continues the one before.
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
        Headers { fields }
    }

    /// The value of the first header of this name, ignoring case. A header without a value counts
    /// as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.fields.iter().filter(|(_, value)| !value.is_empty());
        values.find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Adds a header.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        self.fields.push((name.to_owned(), value.into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_in_any_case_and_keep_colons_in_their_values() {
        let headers = Headers::parse(b"WARC-Target-URI: http://a.example:80/\r\nB:1\r\nb: 2\r\n");
        assert_eq!(headers.get("warc-target-uri"), Some("http://a.example:80/"));
        assert_eq!(headers.get("B"), Some("1"));
        assert_eq!(headers.get("c"), None);
    }

    #[test]
    fn a_folded_line_belongs_to_the_header_before() {
        let headers = Headers::parse(b"Content-Type: text/html;\r\n  charset=koi8-r\r\nA: b");
        assert_eq!(headers.get("Content-Type"), Some("text/html; charset=koi8-r"));
        assert_eq!(headers.get("A"), Some("b"));
    }

    #[test]
    fn an_empty_value_is_an_absent_one() {
        let headers = Headers::parse(b"A:\r\nB: \r\nb: x\n");
        assert_eq!(headers.get("A"), None);
        assert_eq!(headers.get("B"), Some("x"));
    }

    #[test]
    fn what_is_no_header_is_passed_over() {
        let headers = Headers::parse(b" folded onto nothing\nno colon\nA: \xff\n");
        assert_eq!(headers.get("A"), Some("\u{fffd}"));
    }
}
