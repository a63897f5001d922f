//! Keys of names: a hash of the letters and digits of a name in lower case without accents, so that "Deir ez-Zor",
//! "Deir Ezzor" and "Deir Ez Zor" are one.

/// A name's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

impl Key {
    /// The key of a whole name.
    pub fn of(name: &str) -> Key {
        let mut builder = KeyBuilder::default();
        builder.push(name);
        builder.key()
    }
}

/// Makes the key of a name word by word.
#[derive(Clone, Copy, Debug)]
pub struct KeyBuilder {
    state: u64,
    letters: u32,
}

impl Default for KeyBuilder {
    fn default() -> KeyBuilder {
        KeyBuilder { state: 0xcbf2_9ce4_8422_2325, letters: 0 }
    }
}

impl KeyBuilder {
    /// Adds the letters and digits of `text`.
    pub fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_ascii_alphanumeric() {
                self.byte(c.to_ascii_lowercase() as u8);
            } else if !c.is_ascii() {
                for &byte in plain(c).unwrap_or("").as_bytes() {
                    self.byte(byte);
                }
            }
        }
    }

    fn byte(&mut self, byte: u8) {
        self.state = (self.state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        self.letters += 1;
    }

    /// How many letters and digits there are so far.
    pub fn letters(&self) -> u32 {
        self.letters
    }

    /// The key of what was added.
    pub fn key(&self) -> Key {
        let mut mixed = self.state;
        mixed ^= mixed >> 32;
        mixed = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        mixed ^= mixed >> 29;
        Key(mixed)
    }
}

/// Whether every letter of the name is Latin, so that its key says all.
pub fn is_latin(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii() || plain(c).is_some() || !c.is_alphanumeric())
}

/// The plain letters of an accented Latin letter; nothing for combining marks and letters that stand for a glottal stop.
fn plain(c: char) -> Option<&'static str> {
    const LETTERS: &[(&str, &str)] = &[
        ("a", "áàâäãåāăąǎǻạảấầẩẫậắằẳẵặÁÀÂÄÃÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶəƏ"),
        ("b", "ḃḇḂḆ"),
        ("c", "çćĉċčÇĆĈĊČ"),
        ("d", "ďđḍḏðḑĎĐḌḎÐḐ"),
        ("e", "éèêëēĕėęěẹẻẽếềểễệÉÈÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ"),
        ("f", "ḟḞ"),
        ("g", "ĝğġģǧḡĜĞĠĢǦḠ"),
        ("h", "ĥħḥḩḫẖĤĦḤḨḪ"),
        ("i", "íìîïĩīĭįıǐịỉÍÌÎÏĨĪĬĮİǏỊỈ"),
        ("j", "ĵĴ"),
        ("k", "ķḱḳḵĶḰḲḴ"),
        ("l", "ĺļľŀłḷḻĹĻĽĿŁḶḺ"),
        ("m", "ṁṃṀṂ"),
        ("n", "ñńņňŋṅṇṉÑŃŅŇŊṄṆṈ"),
        ("o", "óòôöõøōŏőơǒǫọỏốồổỗộớờởỡợÓÒÔÖÕØŌŎŐƠǑỌỎỐỒỔỖỘỚỜỞỠỢ"),
        ("p", "ṗṖ"),
        ("r", "ŕŗřṛṟŔŖŘṚṞ"),
        ("s", "śŝşšșṣṡŚŜŞŠȘṢṠ"),
        ("t", "ţťŧțṭṯẗŢŤŦȚṬṮ"),
        ("u", "úùûüũūŭůűųưǔụủứừửữựÚÙÛÜŨŪŬŮŰŲƯǓỤỦỨỪỬỮỰ"),
        ("v", "ṿṾ"),
        ("w", "ŵẁẃẅŴẀẂẄ"),
        ("y", "ýÿŷỳỵỷỹÝŸŶỲỴỶỸ"),
        ("z", "źżžẓẕŹŻŽẒẔ"),
        ("ae", "æÆ"),
        ("oe", "œŒ"),
        ("ss", "ß"),
        ("th", "þÞ"),
        (
            "",
            "ʼʻʿʾˈ´ʹʺ\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{30a}\u{30c}\u{323}\u{324}\u{327}\u{328}\u{32e}\u{331}",
        ),
    ];
    LETTERS.iter().find(|(_, list)| list.contains(c)).map(|&(letters, _)| letters)
}
