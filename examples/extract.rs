use std::io::Read;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let mut html = String::new();
    if path == "-" {
        std::io::stdin().read_to_string(&mut html).unwrap();
    } else {
        html = std::fs::read_to_string(path).unwrap();
    }
    let page = dehusk::extract(&html).unwrap();
    for b in page.blocks() {
        println!("{} {:.2} {} {:?}", b.is_content(), b.link_ratio(), b.path(), b.text());
    }
}
