mod layouts;
mod metric;
fn main() {
    let folder = std::env::args_os().nth(1).expect("a folder");
    let pages = layouts::load(folder.as_ref()).unwrap();
    println!("{}", pages.len());
}
