//! The names of elements that mean something to us.

macro_rules! tags {
    ($($kind:ident { $($variant:ident $name:literal),* $(,)? })*) => {
        /// An element's name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag { $($($variant,)*)* Unknown, Custom }

        impl Tag {
            /// The tag of a name in any case.
            pub(crate) fn of(name: &[u8]) -> Tag {
                let mut lower = [0u8; 10];
                let Some(lower) = lower.get_mut(..name.len()) else { return Tag::other(name) };
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                match &*lower {
                    $($($name => Tag::$variant,)*)*
                    _ => Tag::other(name),
                }
            }

            /// What the element does to the flow of text.
            pub(crate) fn kind(self) -> Kind {
                match self {
                    $($(Tag::$variant => Kind::$kind,)*)*
                    Tag::Unknown => Kind::Inline,
                    Tag::Custom => Kind::Block,
                }
            }
        }
    };
}

/// What an element does to the flow of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its text stands apart from what is around it.
    Block,
    /// Its text runs on.
    Inline,
    /// It has no content.
    Void,
    /// Its content is no markup, and no text for readers.
    Raw,
    /// Its content is markup, but no text for readers.
    Silent,
}

tags! {
    Block {
        Html b"html", Body b"body", Main b"main", Article b"article", Section b"section", Div b"div", P b"p",
        H1 b"h1", H2 b"h2", H3 b"h3", H4 b"h4", H5 b"h5", H6 b"h6", Ul b"ul", Ol b"ol", Li b"li", Dl b"dl", Dt b"dt",
        Dd b"dd", Table b"table", Tbody b"tbody", Thead b"thead", Tfoot b"tfoot", Tr b"tr", Td b"td", Th b"th",
        Caption b"caption", Blockquote b"blockquote", Pre b"pre", Figure b"figure", Figcaption b"figcaption",
        Aside b"aside", Nav b"nav", Header b"header", Footer b"footer", Form b"form", Fieldset b"fieldset",
        Address b"address", Center b"center", Details b"details", Summary b"summary", Hgroup b"hgroup",
        Legend b"legend", Menu b"menu", Dialog b"dialog",
    }
    Inline {
        A b"a", Span b"span", B b"b", Strong b"strong", I b"i", Em b"em", U b"u", S b"s", Small b"small", Sub b"sub",
        Sup b"sup", Font b"font", Label b"label", Time b"time", Cite b"cite", Q b"q", Code b"code", Abbr b"abbr",
        Mark b"mark", Del b"del", Ins b"ins", Picture b"picture",
    }
    Void {
        Br b"br", Hr b"hr", Img b"img", Meta b"meta", Link b"link", Input b"input", Source b"source", Base b"base",
        Wbr b"wbr", Area b"area", Col b"col", Embed b"embed", Param b"param", Track b"track",
    }
    Raw {
        Script b"script", Style b"style", Textarea b"textarea", Title b"title", Iframe b"iframe", Xmp b"xmp",
        Noembed b"noembed", Noframes b"noframes",
    }
    Silent {
        Head b"head", Noscript b"noscript", Template b"template", Svg b"svg", Math b"math", Select b"select",
        Button b"button", Object b"object", Video b"video", Audio b"audio", Canvas b"canvas", Datalist b"datalist",
        Map b"map",
    }
}

impl Tag {
    fn other(name: &[u8]) -> Tag {
        if name.contains(&b'-') { Tag::Custom } else { Tag::Unknown }
    }

    /// Whether a heading, of any rank.
    pub(crate) fn is_heading(self) -> bool {
        (Tag::H1..=Tag::H6).contains(&self)
    }

    /// Whether an end tag of an element outside does not reach through this one.
    pub(crate) fn is_wall(self) -> bool {
        matches!(self, Tag::Html | Tag::Table | Tag::Td | Tag::Th | Tag::Caption | Tag::Template)
    }

    /// Whether a start of `self` ends an open `open` that was left unclosed.
    pub(crate) fn ends(self, open: Tag) -> bool {
        match open {
            Tag::P => self.kind() == Kind::Block && self != Tag::Custom,
            Tag::Li => self == Tag::Li,
            Tag::Dt | Tag::Dd => matches!(self, Tag::Dt | Tag::Dd),
            Tag::Td | Tag::Th => matches!(self, Tag::Td | Tag::Th | Tag::Tr | Tag::Tbody | Tag::Tfoot | Tag::Thead),
            Tag::Tr => matches!(self, Tag::Tr | Tag::Tbody | Tag::Tfoot | Tag::Thead),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => matches!(self, Tag::Tbody | Tag::Tfoot | Tag::Thead),
            Tag::Head => self.kind() == Kind::Block,
            _ => open.is_heading() && self.is_heading(),
        }
    }
}
