//! ARC files, versions 1 and 2: what the Internet Archive wrote before WARC. A record is a line with
//! the address, the date, the type and the length of what follows, separated by spaces.

use super::headers::Headers;

/// The headers that a WARC record would have, from the first line of a record.
///
/// Addresses may hold spaces, so the fields are counted from the end:
/// `URL IP-address Archive-date Content-type Archive-length`, and in version 2 between the type and
/// the length `Result-code Checksum Location Offset Filename`.
pub fn headers(line: &[u8]) -> Option<Headers> {
    let line = std::str::from_utf8(line).ok()?;
    let fields: Vec<&str> = line.split(' ').collect();
    let from_end = |index: usize| fields.len().checked_sub(index).map(|at| fields[at]);
    let date_at = [8, 3].into_iter().find(|&index| {
        // The address and the IP address come before the date.
        fields.len() >= index + 2 && from_end(index).is_some_and(is_date)
    })?;
    let url = fields[..fields.len() - date_at - 1].join(" ");
    if !url.contains(':') {
        return None;
    }
    let length = from_end(1)?.parse::<u64>().ok()?;
    let mut headers = Headers::default();
    headers.push("WARC-Target-URI", url);
    headers.push("WARC-Date", iso_date(from_end(date_at)?));
    headers.push("Content-Length", length.to_string());
    if let Some(content_type) = from_end(date_at - 1).filter(|name| *name != "no-type") {
        headers.push("ARC-Content-Type", content_type);
    }
    Some(headers)
}

/// Adds the type of the record, which its content shows: HTTP responses are stored with their
/// headers, anything else as it is.
pub fn name_type(headers: &mut Headers, block: &[u8]) {
    let is_description =
        headers.get("WARC-Target-URI").is_some_and(|url| url.starts_with("filedesc:"));
    let (record_type, content_type) = if is_description {
        ("warcinfo", None)
    } else if block.starts_with(b"HTTP/") {
        ("response", Some("application/http".to_owned()))
    } else {
        ("resource", headers.get("ARC-Content-Type").map(str::to_owned))
    };
    headers.push("WARC-Type", record_type);
    if let Some(content_type) = content_type {
        headers.push("Content-Type", content_type);
    }
}

/// `20080430204825`; the oldest files have dates without seconds, or without a time.
fn is_date(field: &str) -> bool {
    matches!(field.len(), 8 | 12 | 14) && field.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2008-04-30T20:48:25Z`, as in WARC, or as much of it as is known.
fn iso_date(digits: &str) -> String {
    let (day, time) = digits.split_at(8);
    let mut date = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    if time.len() >= 4 {
        date += &format!("T{}:{}", &time[..2], &time[2..4]);
        if time.len() == 6 {
            date += &format!(":{}", &time[4..]);
        }
        date.push('Z');
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<[String; 4]> {
        let headers = headers(line.as_bytes())?;
        let names = ["WARC-Target-URI", "WARC-Date", "ARC-Content-Type", "Content-Length"];
        Some(names.map(|name| headers.get(name).unwrap_or_default().to_owned()))
    }

    #[test]
    fn both_versions_are_read() {
        let expected = ["http://a.example/x", "2008-04-30T20:48:25Z", "text/html", "680"];
        assert_eq!(
            read("http://a.example/x 192.0.2.1 20080430204825 text/html 680").unwrap(),
            expected
        );
        let second =
            "http://a.example/x 192.0.2.1 20080430204825 text/html 200 3f2a - 1024 a.arc.gz 680";
        assert_eq!(read(second).unwrap(), expected);
    }

    #[test]
    fn an_address_may_hold_spaces_and_a_type_may_be_missing() {
        let [url, date, content_type, _] =
            read("http://a.example/x y?z 0.0.0.0 199609121230 no-type 1").unwrap();
        assert_eq!(url, "http://a.example/x y?z");
        assert_eq!((date.as_str(), content_type.as_str()), ("1996-09-12T12:30Z", ""));
    }

    #[test]
    fn other_lines_begin_no_record() {
        for other in [
            "",
            "URL IP-address Archive-date Content-type Archive-length",
            "1 0 InternetArchive",
            "HTTP/1.1 200 OK",
            "no address 192.0.2.1 20080430204825 text/html 680",
            "http://a.example/ 192.0.2.1 20080430204825 text/html many",
            "20080430204825 text/html 680",
        ] {
            assert!(read(other).is_none(), "{other}");
        }
    }
}
