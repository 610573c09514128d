//! Nothing recurses over the tree: a million nested elements on a small stack, from parsing to
//! rendering to dropping.

use dehusk::{Extraction, Extractor, Focus, Limits, Scorer};
use html5ever::{LocalName, QualName, ns};
use markup5ever_rcdom::{Node, NodeData, RcDom};
use std::cell::RefCell;
use std::fmt::Write;
use std::rc::Rc;

const STACK: usize = 256 << 10;
const LEVELS: usize = 1_000_000;
/// Deep enough to overflow the stack of anything recursive.
const FEWER: usize = 50_000;

fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    thread.join().unwrap();
}

/// Asks a page for everything that it can tell.
fn ask(page: &Extraction) {
    page.text();
    page.markdown();
    page.html();
    page.metadata();
    for block in page.blocks().take(10).chain(page.blocks().skip(page.blocks().len().max(10) - 10))
    {
        block.path();
        block.score();
    }
    write!(Nowhere, "{page:?}").unwrap();
}

struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, _: &str) -> std::fmt::Result {
        Ok(())
    }
}

fn extract_nested(levels: usize, open: &'static str, close: &'static str) {
    on_a_small_stack(move || {
        let html = format!("<p>before{}text{}<p>after", open.repeat(levels), close.repeat(levels));
        let page = dehusk::extract(&html);
        assert!(page.blocks().len() > 0);
        ask(&page);
    });
}

macro_rules! nested {
    ($($name:ident: $levels:ident $open:literal $close:literal,)*) => {
        $(
            #[test]
            fn $name() {
                extract_nested($levels, $open, $close);
            }
        )*
    };
}

nested! {
    div: LEVELS "<div>" "",
    b: LEVELS "<b>" "",
    a: LEVELS "<a>" "",
    table: LEVELS "<table>" "",
    svg: LEVELS "<svg>" "",
    template: LEVELS "<template>" "",
    div_closed: FEWER "<div>" "</div>",
    a_and_div: FEWER "<a><div>" "",
    table_cells: FEWER "<table><td>" "",
    lists: FEWER "<ul><li>" "",
    quotes: FEWER "<blockquote>" "</blockquote>",
    definitions: FEWER "<dl><dt>x<dd>" "",
}

/// Trees that no parser of ours has flattened.
fn nested_rcdom(name: &str, levels: usize) -> RcDom {
    let text = |text: &str| Node::new(NodeData::Text { contents: RefCell::new(text.into()) });
    let mut inner = text("some words in the innermost element of all");
    for level in 0..levels {
        let name = if level + 1 == levels { "html" } else { name };
        let element = Node::new(NodeData::Element {
            name: QualName::new(None, ns!(html), LocalName::from(name)),
            attrs: RefCell::default(),
            template_contents: RefCell::default(),
            mathml_annotation_xml_integration_point: false,
        });
        inner.parent.set(Some(Rc::downgrade(&element)));
        element.children.borrow_mut().push(inner);
        inner = element;
    }
    let dom = RcDom::default();
    inner.parent.set(Some(Rc::downgrade(&dom.document)));
    dom.document.children.borrow_mut().push(inner);
    dom
}

#[test]
fn a_tree_parsed_by_others() {
    on_a_small_stack(|| {
        let dom = nested_rcdom("div", LEVELS);
        ask(&Extractor::new().extract_dom(&dom).unwrap());
    });
}

#[test]
fn no_limit_of_depth() {
    for name in ["div", "b", "blockquote", "ul", "table"] {
        on_a_small_stack(move || {
            let dom = nested_rcdom(name, FEWER);
            let limits = Limits::default().depth(usize::MAX);
            for scorer in [Scorer::Model, Scorer::Density] {
                let extractor = Extractor::new().limits(limits).focus(Focus::Recall).scorer(scorer);
                let page = extractor.extract_dom(&dom).unwrap();
                assert_eq!(page.blocks().len(), 1);
                ask(&page);
            }
        });
    }
}
