//! Asking: entries as they are, and claims by filter.

use crate::fold::words;
use crate::store::{Flow, Found, Size};
use crate::{AsOf, Days, Filter, LedgerError, Row};
use hearsay_core::{ClaimId, Digest, Document, DocumentId, Entry};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};
use std::rc::Rc;

pub(super) fn entries(db: &Connection, from: u64, each: &mut dyn FnMut(Row) -> Flow) -> Result<(), LedgerError> {
    let mut query = db.prepare_cached("SELECT seq, recorded, digest, body FROM entries WHERE seq >= ? ORDER BY seq")?;
    let mut rows = query.query([i64::try_from(from).unwrap_or(i64::MAX)])?;
    while let Some(row) = rows.next()? {
        let seq = row.get::<_, i64>(0)? as u64;
        // A changed byte can make text that is no UTF-8: that is for `verify` to tell, not a failure of the database.
        let text = |column: usize| -> Result<String, LedgerError> {
            let bytes = row.get_ref(column)?.as_bytes().unwrap_or_default();
            Ok(String::from_utf8_lossy(bytes).into_owned())
        };
        let bytes = row.get_ref(2)?.as_bytes().unwrap_or_default();
        let digest = digest(seq, bytes).unwrap_or(Digest::of("no digest", &[]));
        if each(Row { seq, recorded: text(1)?, digest, body: text(3)? }).is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn document(db: &Connection, id: DocumentId) -> Result<Option<(u64, Document)>, LedgerError> {
    let seq = db
        .prepare_cached("SELECT seq FROM documents WHERE id = ?")?
        .query_row([id.0.as_bytes()], |row| row.get::<_, i64>(0))
        .optional()?;
    match seq {
        Some(seq) => Ok(document_at(db, seq as u64)?.map(|document| (seq as u64, document))),
        None => Ok(None),
    }
}

pub(super) fn size(db: &Connection) -> Result<Size, LedgerError> {
    let count = |table: &str| -> Result<u64, LedgerError> {
        let count: i64 = db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))?;
        Ok(count as u64)
    };
    Ok(Size { entries: count("entries")?, documents: count("documents")?, claims: count("claims")? })
}

pub(super) fn claims(db: &Connection, filter: &Filter, each: &mut dyn FnMut(Found) -> Flow) -> Result<(), LedgerError> {
    let Query { sql, values } = query(db, filter)?;
    let mut query = db.prepare_cached(&sql)?;
    let mut rows = query.query(params_from_iter(values))?;
    let mut open: Option<(u64, Rc<Document>)> = None;
    while let Some(row) = rows.next()? {
        let (seq, document_seq) = (row.get::<_, i64>(0)? as u64, row.get::<_, i64>(1)? as u64);
        let unread = Row { seq, recorded: row.get(2)?, digest: Digest::of("entry", &[]), body: row.get(3)? };
        let Entry::Claimed { claim } = unread.entry()? else { continue };
        if open.as_ref().is_none_or(|&(seq, _)| seq != document_seq) {
            open = document_at(db, document_seq)?.map(|document| (document_seq, Rc::new(document)));
        }
        let Some((_, document)) = &open else { continue };
        let document = Rc::clone(document);
        let found = Found { seq, recorded: unread.time()?, claim: *claim, document_seq, document };
        if each(found).is_break() {
            break;
        }
    }
    Ok(())
}

pub(super) fn claim(db: &Connection, id: ClaimId) -> Result<Option<Found>, LedgerError> {
    let row = db
        .prepare_cached(
            "SELECT c.seq, c.document, e.recorded, e.body FROM claims c JOIN entries e ON e.seq = c.seq WHERE c.id = ?",
        )?
        .query_row([id.0.as_bytes()], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })
        .optional()?;
    let Some((seq, document_seq, recorded, body)) = row else { return Ok(None) };
    let (seq, document_seq) = (seq as u64, document_seq as u64);
    let unread = Row { seq, recorded, digest: Digest::of("entry", &[]), body };
    let Entry::Claimed { claim } = unread.entry()? else { return Ok(None) };
    let Some(document) = document_at(db, document_seq)? else { return Ok(None) };
    Ok(Some(Found { seq, recorded: unread.time()?, claim: *claim, document_seq, document: Rc::new(document) }))
}

/// The query that a filter makes.
struct Query {
    sql: String,
    values: Vec<Value>,
}

fn query(db: &Connection, filter: &Filter) -> Result<Query, LedgerError> {
    let mut tests: Vec<String> = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    let mut test = |sql: &str, new: Vec<Value>| {
        tests.push(sql.to_owned());
        values.extend(new);
    };
    let matched = matching(filter);
    if let Some(matched) = &matched {
        test("claim_words MATCH ?", vec![Value::Text(matched.clone())]);
    }
    if let Some(id) = &filter.id {
        let (low, high) = id_range(id);
        test("c.id BETWEEN ? AND ?", vec![Value::Blob(low), Value::Blob(high)]);
    }
    if !filter.measures.is_empty() {
        let marks = vec!["?"; filter.measures.len()].join(", ");
        let names = filter.measures.iter().map(|measure| Value::Text(measure.name().to_owned())).collect();
        test(&format!("c.measure IN ({marks})"), names);
    }
    if let Some(role) = &filter.role {
        test("c.role = ?", vec![Value::Text(word(role))]);
    }
    if let Some(document) = filter.document {
        let id = Value::Blob(document.0.as_bytes().to_vec());
        test("c.document = (SELECT seq FROM documents WHERE id = ?)", vec![id]);
    }
    if let Some(least) = filter.confidence {
        test("c.confidence >= ?", vec![Value::Integer(least.percent().into())]);
    }
    for (days, first, last) in
        [(filter.published, "c.published", "c.published"), (filter.event, "c.event_from", "c.event_to")]
    {
        let Days { from, to } = days;
        if let Some(to) = to {
            test(&format!("{first} <= ?"), vec![Value::Text(to.to_string())]);
        }
        if let Some(from) = from {
            test(&format!("{last} >= ?"), vec![Value::Text(from.to_string())]);
        }
    }
    let as_of = as_of(db, filter.as_of)?;
    test("c.seq <= ? AND (d.withdrawn IS NULL OR d.withdrawn > ?)", vec![as_of.into(), as_of.into()]);
    let from = if matched.is_some() { "claim_words JOIN claims c ON c.seq = claim_words.rowid" } else { "claims c" };
    let limit = filter.limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    let sql = format!(
        "SELECT c.seq, c.document, e.recorded, e.body FROM {from}
         JOIN documents d ON d.seq = c.document JOIN entries e ON e.seq = c.seq
         WHERE {} ORDER BY c.seq{limit}",
        tests.join(" AND ")
    );
    Ok(Query { sql, values })
}

/// The number of the last entry that counts.
pub(super) fn as_of(db: &Connection, as_of: Option<AsOf>) -> Result<i64, LedgerError> {
    match as_of {
        None => Ok(i64::MAX),
        Some(AsOf::Entry(seq)) => Ok(i64::try_from(seq).unwrap_or(i64::MAX)),
        Some(AsOf::Time(time)) => {
            // The first entry that is later ends the ledger of that time.
            let mut last = 0;
            let mut query = db.prepare_cached("SELECT seq, recorded FROM entries ORDER BY seq")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let recorded = row.get_ref(1)?.as_str().unwrap_or_default().parse::<jiff::Timestamp>();
                if recorded.is_ok_and(|recorded| recorded > time) {
                    break;
                }
                last = row.get(0)?;
            }
            Ok(last)
        }
    }
}

/// What the full-text index is asked for: every word of each part, in its columns. A part without any word asks nothing.
fn matching(filter: &Filter) -> Option<String> {
    let parts = [("side", &filter.side), ("sources", &filter.source), ("place", &filter.place), ("", &filter.text)];
    let mut all = Vec::new();
    for (column, asked) in parts {
        for word in asked.iter().flat_map(|asked| words(asked)) {
            // Words are letters and digits only, so nothing in them has a meaning to the index.
            all.push(if column.is_empty() { format!("\"{word}\"") } else { format!("{column} : \"{word}\"") });
        }
    }
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// The least and the greatest id that begin with these hexadecimal digits. What is no such beginning gives a range
/// without any id.
fn id_range(begin: &str) -> (Vec<u8>, Vec<u8>) {
    let digits = begin.to_lowercase();
    if digits.len() > 32 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return (vec![1], vec![0]);
    }
    let fill = |with: &str| {
        let whole = format!("{digits}{}", with.repeat(32 - digits.len()));
        whole.parse::<Digest>().map(|digest| digest.as_bytes().to_vec()).unwrap_or_default()
    };
    (fill("0"), fill("f"))
}

fn document_at(db: &Connection, seq: u64) -> Result<Option<Document>, LedgerError> {
    let body = db
        .prepare_cached("SELECT body FROM entries WHERE seq = ?")?
        .query_row([seq as i64], |row| row.get::<_, String>(0))
        .optional()?;
    let Some(body) = body else { return Ok(None) };
    let row = Row { seq, recorded: String::new(), digest: Digest::of("entry", &[]), body };
    match row.entry()? {
        Entry::Read { document } => Ok(Some(*document)),
        _ => Ok(None),
    }
}

/// A digest from its bytes.
pub(super) fn digest(seq: u64, bytes: &[u8]) -> Result<Digest, LedgerError> {
    let hexadecimal: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    hexadecimal
        .parse()
        .map_err(|error: hearsay_core::NotADigest| LedgerError::Unreadable { seq, cause: error.to_string() })
}

/// The word of the public format.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
