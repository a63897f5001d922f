//! The same bytes for any number of threads, in the order of the input.

use std::process::Command;

fn extract(jobs: &str, path: &std::path::Path) -> Vec<u8> {
    let output =
        Command::new(env!("CARGO_BIN_EXE_hearsay")).args(["extract", "--jobs", jobs]).arg(path).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[test]
fn any_number_of_threads_prints_the_same_bytes_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.jsonl");
    let lines: String = (0..400u32)
        .map(|number| {
            // Of very different lengths, so that threads overtake each other.
            let text = format!("At least {number} soldiers were killed, the ministry said. ")
                .repeat(1 + (number as usize * 37) % 40);
            format!("{{\"id\":\"{number}\",\"text\":\"{text}\"}}\n")
        })
        .collect();
    std::fs::write(&path, lines).unwrap();
    let one = extract("1", &path);
    for jobs in ["2", "3", "8"] {
        assert!(extract(jobs, &path) == one, "--jobs {jobs}");
    }
    let ids: Vec<String> = String::from_utf8(one)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, (0..400).map(|number| number.to_string()).collect::<Vec<_>>());
}
