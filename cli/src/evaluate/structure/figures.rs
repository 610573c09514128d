//! The figures of a page with their captions, as the page's own markup has them.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A figure: what says where its images are, and its caption.
#[derive(Default)]
pub struct Figure {
    addresses: Vec<String>,
    pub caption: String,
}

impl Figure {
    /// Whether an image of the content is one of the figure's.
    pub fn shows(&self, address: &str) -> bool {
        let is_this = |value: &String| value.contains(address) || address.ends_with(value.as_str());
        !address.is_empty() && self.addresses.iter().any(is_this)
    }
}

/// The figures of a page; of nested ones, the inner ones come first.
pub fn of(html: &str) -> Vec<Figure> {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let options = ParseOpts { tree_builder, ..ParseOpts::default() };
    let dom = parse_document(RcDom::default(), options).one(html);
    let mut walk = Walk::default();
    let mut steps = vec![Step::Enter(dom.document.clone())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => walk.enter(&node, &mut steps),
            Step::LeaveCaption => walk.captions -= 1,
            Step::LeaveFigure => {
                if let Some(mut figure) = walk.open.pop() {
                    figure.caption = figure.caption.trim().to_owned();
                    walk.figures.push(figure);
                }
            }
        }
    }
    walk.figures
}

enum Step {
    Enter(Handle),
    LeaveCaption,
    LeaveFigure,
}

#[derive(Default)]
struct Walk {
    figures: Vec<Figure>,
    open: Vec<Figure>,
    /// How many captions are open.
    captions: usize,
}

impl Walk {
    fn enter(&mut self, node: &Handle, steps: &mut Vec<Step>) {
        match &node.data {
            NodeData::Text { contents } => {
                if self.captions > 0
                    && let Some(figure) = self.open.last_mut()
                {
                    figure.caption.push_str(&contents.borrow());
                }
            }
            NodeData::Element { name, attrs, .. } => match &*name.local {
                "script" | "style" | "template" | "svg" => return,
                "figure" => {
                    self.open.push(Figure::default());
                    steps.push(Step::LeaveFigure);
                }
                "figcaption" => {
                    self.captions += 1;
                    steps.push(Step::LeaveCaption);
                }
                "img" | "source" | "amp-img" => {
                    if let Some(figure) = self.open.last_mut() {
                        let values = attrs.borrow();
                        let names = values.iter().map(|attribute| attribute.value.trim());
                        let is_address = |value: &&str| value.contains(['.', '/']);
                        figure.addresses.extend(names.filter(is_address).map(str::to_owned));
                    }
                }
                _ => {}
            },
            _ => {}
        }
        steps.extend(node.children.borrow().iter().rev().cloned().map(Step::Enter));
    }
}
