//! The attributes that the crate reads; no others are stored.

use super::tag::AtomTable;
use html5ever::LocalName;
use std::sync::LazyLock;

macro_rules! attributes {
    ($($variant:ident $name:literal,)*) => {
        /// The name of a stored attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum AttributeName {
            $(#[doc = $name] $variant,)*
        }

        const NAMES: &[(AttributeName, &str)] = &[$((AttributeName::$variant, $name),)*];
    };
}

attributes! {
    Align "align", Alt "alt", AltText "alttext", AriaControls "aria-controls",
    AriaChecked "aria-checked", AriaHidden "aria-hidden", AriaLabel "aria-label",
    AriaLevel "aria-level", AriaModal "aria-modal", Charset "charset", Checked "checked", Cite "cite", Class "class",
    Colspan "colspan", Content "content", DataBsTarget "data-bs-target", DataComponent "data-component", DataHook "data-hook",
    DataLang "data-lang", DataLanguage "data-language", DataLazySrc "data-lazy-src",
    DataOriginal "data-original", DataQa "data-qa", DataSrc "data-src", DataSrcset "data-srcset",
    DataTarget "data-target", DataTest "data-test", DataTestId "data-testid", DataTex "data-tex", DataVideoId "data-videoid", DateTime "datetime",
    Dir "dir", Disabled "disabled", Display "display", Encoding "encoding", Headers "headers", Height "height",
    Hidden "hidden", Href "href", Hreflang "hreflang", HttpEquiv "http-equiv", Id "id", ItemId "itemid",
    ItemProp "itemprop", ItemScope "itemscope", ItemType "itemtype", Lang "lang", Name "name",
    Open "open", Property "property", Rel "rel", Reversed "reversed", Role "role",
    Rowspan "rowspan", Scope "scope", ShadowRootMode "shadowrootmode",
    Sizes "sizes", Slot "slot", Src "src", Srcset "srcset", Start "start",
    Style "style", Title "title", Type "type", TypeOf "typeof", Value "value", VideoId "videoid", Width "width",
}

static LOCAL_NAMES: LazyLock<Vec<LocalName>> =
    LazyLock::new(|| NAMES.iter().map(|&(_, name)| LocalName::from(name)).collect());

static BY_NAME: LazyLock<AtomTable<AttributeName>> = LazyLock::new(|| AtomTable::new(NAMES));

impl AttributeName {
    /// All stored attributes with their names in HTML.
    pub(in crate::dom) fn all() -> impl Iterator<Item = (AttributeName, &'static str)> {
        NAMES.iter().copied()
    }

    /// The stored attribute of this name, if it is one.
    pub(crate) fn of(local: &LocalName) -> Option<AttributeName> {
        BY_NAME.get(local)
    }

    /// The name as html5ever has it.
    pub(in crate::dom) fn local(self) -> LocalName {
        LOCAL_NAMES[self as usize].clone()
    }

    /// The name in HTML.
    pub(crate) fn as_str(self) -> &'static str {
        NAMES[self as usize].1
    }
}
