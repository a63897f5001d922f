//! Fifty kills at random moments of `hearsay add`: after each, the ledger verifies and goes on without a duplicate.
//!
//! Runs over the articles of `HEARSAY_BENCH` where they are, else over reports of our own making.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const KILLS: u32 = 50;

#[test]
fn fifty_kills_leave_a_ledger_that_verifies_and_can_be_completed() {
    let folder = tempfile::tempdir().unwrap();
    let reports = reports(folder.path());
    // What an undisturbed run gives, and how long it takes.
    let whole = folder.path().join("whole.db");
    let began = Instant::now();
    assert!(hearsay(&["add", &reports], &whole).status.success());
    let lasts = began.elapsed();
    let expected = ids(&whole);
    assert!(!expected.is_empty());

    let mut dice = Dice::new();
    let mut killed = 0;
    let mut round = 0;
    while killed < KILLS {
        round += 1;
        let ledger = folder.path().join(format!("{round}.db"));
        // Kills follow each other on one ledger until it is complete, so that they meet it in every state.
        let mut kills = 0;
        loop {
            let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
                .args(["add", "--ledger"])
                .arg(&ledger)
                .arg(&reports)
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            std::thread::sleep(lasts.mul_f64(0.35 * dice.roll()));
            // SIGKILL: the program is given no chance to tidy up.
            child.kill().unwrap();
            let finished = child.wait().unwrap().success();
            if !finished {
                kills += 1;
            }
            if ledger.exists() && std::fs::metadata(&ledger).unwrap().len() > 0 {
                let proof = hearsay(&["verify"], &ledger);
                let said = String::from_utf8_lossy(&proof.stderr).into_owned();
                // Killed before the ledger was made, there is nothing to verify yet.
                assert!(
                    proof.status.success() || said.contains("is not a ledger"),
                    "after kill {}: {said}",
                    killed + kills
                );
            }
            if finished || kills == 10 || killed + kills == KILLS {
                break;
            }
        }
        killed += kills;
        let completed = hearsay(&["add", &reports], &ledger);
        assert!(completed.status.success(), "{}", String::from_utf8_lossy(&completed.stderr));
        assert!(hearsay(&["verify"], &ledger).status.success());
        assert_eq!(ids(&ledger), expected, "after {killed} kills");
    }
}

fn hearsay(args: &[&str], ledger: &Path) -> Output {
    let (command, rest) = args.split_first().unwrap();
    Command::new(env!("CARGO_BIN_EXE_hearsay")).args([command, "--ledger"]).arg(ledger).args(rest).output().unwrap()
}

/// The reports and the ids of all claims in order: equal lists mean that nothing is missing and nothing stands twice.
fn ids(ledger: &Path) -> Vec<String> {
    let output = hearsay(&["claims", "--format", "csv"], ledger);
    let text = String::from_utf8(output.stdout).unwrap();
    let proof = String::from_utf8(hearsay(&["verify"], ledger).stdout).unwrap();
    let size = proof.lines().next().unwrap_or_default().to_owned();
    std::iter::once(size).chain(text.lines().skip(1).map(|line| line[..line.len().min(32)].to_owned())).collect()
}

fn reports(folder: &Path) -> String {
    let bench = std::env::var_os("HEARSAY_BENCH").map(PathBuf::from);
    if let Some(articles) = bench.map(|bench| bench.join("raw/conflict.jsonl.gz")).filter(|path| path.exists()) {
        return articles.display().to_string();
    }
    let path = folder.join("reports.jsonl");
    let towns = ["Hallen", "Kvarnø", "Østby", "Vardan", "Merrow"];
    let lines: String = (0..1500u32)
        .map(|number| {
            let town = towns[number as usize % towns.len()];
            let (dead, hurt) = (number % 97 + 2, number * 7 % 311 + 2);
            format!(
                "{{\"id\":\"{number}\",\"date\":\"2025-01-13\",\"text\":\"At least {dead} soldiers were killed and {hurt} \
                 wounded near {town} on Monday, report {number} of the Norlandian Defence Ministry said.\\n\\nThe Red Cross \
                 said {} people had fled the town.\"}}\n",
                number + 100
            )
        })
        .collect();
    std::fs::write(&path, lines).unwrap();
    path.display().to_string()
}

/// A small generator of moments; its seed is the time, and is printed where a test fails.
struct Dice(u64);

impl Dice {
    fn new() -> Dice {
        let seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_nanos() as u64;
        println!("seed {seed}");
        Dice(seed | 1)
    }

    /// Between 0 and 1.
    fn roll(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }
}
