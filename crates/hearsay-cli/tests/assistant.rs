//! An assistant speaks to `hearsay mcp`: the real program, line by line.
#![cfg(feature = "mcp")]

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

struct Assistant {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Assistant {
    fn of(ledger: &Path) -> Assistant {
        let mut child =
            hearsay(["mcp", "--ledger"]).arg(ledger).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        Assistant { child, input, output }
    }

    fn say(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.write_all(b"\n").unwrap();
        input.flush().unwrap();
    }

    fn hear(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"))
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.say(json!({"jsonrpc": "2.0", "id": "q", "method": method, "params": params}).to_string().as_bytes());
        let answer = self.hear();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!("q")));
        answer
    }

    /// What a tool says, and whether it failed.
    fn tool(&mut self, name: &str, arguments: Value) -> (Result<Value, String>, bool) {
        let answer = self.ask("tools/call", json!({"name": name, "arguments": arguments}));
        let text = answer["result"]["content"][0]["text"].as_str().unwrap_or_else(|| panic!("{answer}"));
        let failed = answer["result"]["isError"] == true;
        (serde_json::from_str(text).map_err(|_| text.to_owned()), failed)
    }

    fn found(&mut self, name: &str, arguments: Value) -> Value {
        let (found, failed) = self.tool(name, arguments);
        assert!(!failed, "{found:?}");
        found.unwrap()
    }

    fn refused(&mut self, name: &str, arguments: Value) -> String {
        let (said, failed) = self.tool(name, arguments);
        assert!(failed, "{said:?}");
        said.unwrap_err()
    }
}

fn hearsay<const N: usize>(args: [&str; N]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    command.args(args);
    command
}

/// A ledger of the example reports.
fn ledger(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("l.db");
    let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/example");
    let files = ["kursk.md", "kursk-copy.md", "kursk-rival.md", "kursk-revision.md"].map(|name| reports.join(name));
    let added = hearsay(["add", "--ledger"]).arg(&path).args(files).output().unwrap();
    assert!(added.status.success());
    path
}

#[test]
fn an_assistant_finds_figures_and_their_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let path = ledger(folder.path());
    let before = std::fs::read(&path).unwrap();
    let mut assistant = Assistant::of(&path);
    for (asked, spoken) in [("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")] {
        let client = json!({"protocolVersion": asked, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}});
        let result = &assistant.ask("initialize", client)["result"];
        assert_eq!(result["protocolVersion"], spoken);
        assert_eq!(result["serverInfo"]["name"], "hearsay");
        assert!(result["capabilities"]["tools"].is_object());
    }
    assistant.say(br#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#);
    let tools = assistant.ask("tools/list", json!({}));
    let names: Vec<_> = tools["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].clone()).collect();
    assert_eq!(names, ["search", "figures", "figure", "why"]);

    let found = assistant.found("search", json!({"measure": "killed", "text": "soldiers", "limit": 2}));
    assert_eq!(found["claims"].as_array().unwrap().len(), 2);
    assert_eq!(found["more"], true);
    let claim = &found["claims"][0];
    assert_eq!(claim["quantity"]["best"], 300);
    let why = assistant.found("why", json!({"id": claim["id"].as_str().unwrap().get(..8)}));
    assert_eq!(&why["claim"], claim);
    assert!(why["sentence"].as_str().unwrap().starts_with("Some 300 North Korean soldiers"));
    let figures = assistant.found("figures", json!({"text": "soldiers killed", "sort": "contested"}));
    let figure = assistant.found("figure", json!({"id": figures["figures"][0]["id"]}));
    assert_eq!(figure["series"].as_array().unwrap().len(), 4);
    assert_eq!(figure["origins"]["independent"], 2);
    let then = assistant.found("figure", json!({"id": figures["figures"][0]["id"], "as_of": "4"}));
    assert_eq!(then["series"].as_array().unwrap().len(), 1);

    drop(assistant.input.take());
    assert!(assistant.child.wait().unwrap().success());
    assert!(std::fs::read(&path).unwrap() == before, "the ledger was written to");
}

#[test]
fn nothing_that_is_said_wrongly_ends_the_conversation() {
    let folder = tempfile::tempdir().unwrap();
    let mut assistant = Assistant::of(&ledger(folder.path()));
    let code = |answer: Value| answer["error"]["code"].as_i64();
    let mut long = vec![b'x'; 3 << 20];
    long[0] = b'{';
    for (bytes, expected) in [
        (&b"{"[..], -32700),
        (b"\xff\xfe", -32700),
        (b"[]", -32600),
        (b"17", -32600),
        (br#"{"id":1}"#, -32600),
        (br#"{"id":null,"method":"ping"}"#, -32600),
        (br#"{"id":{"a":1},"method":"ping"}"#, -32600),
        (&long, -32600),
        (br#"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#, -32601),
        (br#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"drop"}}"#, -32602),
        (br#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":7}"#, -32602),
    ] {
        assistant.say(bytes);
        assert_eq!(
            code(assistant.hear()),
            Some(expected),
            "{}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(80)])
        );
    }
    // Nobody waits for these.
    for bytes in [&b""[..], b"  \r", br#"{"method":"no/such"}"#, br#"{"id":1,"result":{}}"#] {
        assistant.say(bytes);
    }
    for (name, arguments, says) in [
        ("search", json!({"measure": "eaten"}), "unknown variant"),
        ("search", json!({"event": "soon"}), "no day"),
        ("search", json!({"limit": 0}), "arguments are wrong"),
        ("search", json!({"lmit": 1}), "unknown field"),
        ("search", json!([1]), "arguments are wrong"),
        ("figures", json!({"sort": "best"}), "no order"),
        ("figures", json!({"as_of": "once"}), "number of an entry"),
        ("figure", json!({}), "missing field"),
        ("figure", json!({"id": "ffffffffffff"}), "no figure"),
        ("why", json!({"id": "'; DROP TABLE entries; --"}), "no claim"),
        ("why", json!({"id": ""}), "several claims"),
    ] {
        let said = assistant.refused(name, arguments.clone());
        assert!(said.contains(says), "{name} {arguments}: {said}");
    }
    assert_eq!(assistant.found("search", json!({"text": "\" OR 1=1"}))["claims"], json!([]));
    assert_eq!(assistant.ask("ping", json!({}))["result"], json!({}));
}
