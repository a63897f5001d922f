//! Who may write over the network: kept beside the entries and no part of the chain, for a token is given and taken away,
//! and says nothing about any claim.

use super::Sqlite;
use crate::LedgerError;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};
use std::fmt;

/// What the holder of a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// Add reports, and decide about claims.
    Coder,
    /// The same, and settle where coders differ.
    Editor,
}

impl Duty {
    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Duty::Coder => "coder",
            Duty::Editor => "editor",
        }
    }

    fn of(name: &str) -> Duty {
        // An unknown word, as of a later version, gives the lesser right.
        if name == "editor" { Duty::Editor } else { Duty::Coder }
    }
}

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Whose it is; decisions made with it carry this name.
    pub name: String,
    /// What they may do.
    pub duty: Duty,
    /// When it was made.
    pub created: String,
    /// When it was taken away.
    pub revoked: Option<String>,
}

/// The secret of a token: 256 random bits, shown once and kept nowhere. It is printed on purpose only.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; 32]);

/// What every written secret begins with, so that it is known for what it is where it is lost.
const PREFIX: &str = "hearsay_";

impl Secret {
    /// Made of random bytes, which a door brings.
    pub fn of(random: [u8; 32]) -> Secret {
        Secret(random)
    }

    /// As it was written; `None` where it is none.
    pub fn read(written: &str) -> Option<Secret> {
        let digits = written.trim().strip_prefix(PREFIX)?.as_bytes();
        if digits.len() != 64 || !digits.iter().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(digit)) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Secret(bytes))
    }

    /// As it is shown to its holder.
    pub fn written(&self) -> String {
        self.0.iter().fold(PREFIX.to_owned(), |written, byte| format!("{written}{byte:02x}"))
    }

    /// What is kept of it. The secret is random and long, so a plain hash cannot be searched backwards.
    fn hash(&self) -> [u8; 32] {
        blake3::derive_key("hearsay 2026 token", &self.0)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What became of a token that was to be added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done.
    Done,
    /// There is a token of that name already, or there is none.
    Not,
}

impl Sqlite {
    /// Keeps the hash of a new token. A name has one valid token at a time.
    pub fn add_token(
        &mut self,
        name: &str,
        duty: Duty,
        secret: &Secret,
        at: Timestamp,
    ) -> Result<Changed, LedgerError> {
        self.db.execute_batch(
            "CREATE TABLE IF NOT EXISTS tokens
             (hash BLOB PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, created TEXT NOT NULL, revoked TEXT)
             STRICT, WITHOUT ROWID;
             CREATE UNIQUE INDEX IF NOT EXISTS tokens_by_name ON tokens (name) WHERE revoked IS NULL;",
        )?;
        let added = self
            .db
            .prepare_cached("INSERT OR IGNORE INTO tokens (hash, name, role, created) VALUES (?, ?, ?, ?)")?
            .execute(params![secret.hash(), name, duty.name(), at.to_string()])?;
        Ok(if added == 1 { Changed::Done } else { Changed::Not })
    }

    /// Every token, the revoked ones too, in order of their making.
    pub fn tokens(&self) -> Result<Vec<Token>, LedgerError> {
        if !self.db.table_exists(None, "tokens")? {
            return Ok(Vec::new());
        }
        let sql = "SELECT name, role, created, revoked FROM tokens ORDER BY created, name";
        let mut query = self.db.prepare_cached(sql)?;
        let tokens = query.query_map([], token)?.collect::<Result<_, _>>()?;
        Ok(tokens)
    }

    /// Takes away the valid token of that name.
    pub fn revoke_token(&mut self, name: &str, at: Timestamp) -> Result<Changed, LedgerError> {
        if !self.db.table_exists(None, "tokens")? {
            return Ok(Changed::Not);
        }
        let revoked = self
            .db
            .prepare_cached("UPDATE tokens SET revoked = ? WHERE name = ? AND revoked IS NULL")?
            .execute(params![at.to_string(), name])?;
        Ok(if revoked == 1 { Changed::Done } else { Changed::Not })
    }

    /// The valid token with that secret.
    pub fn token(&self, secret: &Secret) -> Result<Option<Token>, LedgerError> {
        if !self.db.table_exists(None, "tokens")? {
            return Ok(None);
        }
        let sql = "SELECT name, role, created, revoked FROM tokens WHERE hash = ? AND revoked IS NULL";
        Ok(self.db.prepare_cached(sql)?.query_row([secret.hash()], token).optional()?)
    }
}

fn token(row: &Row<'_>) -> Result<Token, rusqlite::Error> {
    let role: String = row.get(1)?;
    Ok(Token { name: row.get(0)?, duty: Duty::of(&role), created: row.get(2)?, revoked: row.get(3)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Access, Store};

    #[test]
    fn a_token_is_known_by_its_secret_until_it_is_revoked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        let mut ledger = Sqlite::open(&path, Access::Append).unwrap();
        let secret = Secret::of([7; 32]);
        assert_eq!(ledger.token(&secret).unwrap(), None);
        assert_eq!(ledger.revoke_token("Anna", Timestamp::UNIX_EPOCH).unwrap(), Changed::Not);
        assert_eq!(ledger.add_token("Anna", Duty::Editor, &secret, Timestamp::UNIX_EPOCH).unwrap(), Changed::Done);
        let again = Secret::of([8; 32]);
        assert_eq!(ledger.add_token("Anna", Duty::Coder, &again, Timestamp::UNIX_EPOCH).unwrap(), Changed::Not);
        let written = Secret::read(&format!(" {}\n", secret.written())).unwrap();
        let token = ledger.token(&written).unwrap().unwrap();
        assert_eq!((token.name.as_str(), token.duty, token.revoked), ("Anna", Duty::Editor, None));
        assert_eq!(ledger.token(&again).unwrap(), None);
        assert_eq!(ledger.revoke_token("Anna", Timestamp::UNIX_EPOCH).unwrap(), Changed::Done);
        assert_eq!(ledger.token(&secret).unwrap(), None);
        assert_eq!(ledger.add_token("Anna", Duty::Coder, &again, Timestamp::UNIX_EPOCH).unwrap(), Changed::Done);
        assert_eq!(ledger.tokens().unwrap().len(), 2);
        assert_eq!(ledger.size().unwrap().entries, 0);
    }

    #[test]
    fn the_file_does_not_hold_the_secret() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("l.db");
        let secret = Secret::of(*b"thirty-two bytes that are secret");
        let mut ledger = Sqlite::open(&path, Access::Append).unwrap();
        ledger.add_token("Anna", Duty::Coder, &secret, Timestamp::UNIX_EPOCH).unwrap();
        drop(ledger);
        let bytes = std::fs::read(&path).unwrap();
        let holds = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        assert!(holds(b"Anna"));
        assert!(!holds(&secret.0) && !holds(&secret.written().as_bytes()[PREFIX.len()..]));
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn what_is_no_secret_is_none() {
        let good = Secret::of([0xab; 32]).written();
        assert!(Secret::read(&good).is_some());
        for wrong in ["", "hearsay_", &good[1..], &good[..good.len() - 1], &format!("{good}0"), &good.to_uppercase()] {
            assert!(Secret::read(wrong).is_none(), "{wrong}");
        }
        assert!(Secret::read(&format!("hearsay_{}", "é".repeat(32))).is_none());
    }
}
