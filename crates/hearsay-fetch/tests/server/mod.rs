//! A web server on this machine, for tests: says what it is told to, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What is answered at a path: a whole response, head and body.
type Answers = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// Listens until the test ends.
pub struct Server {
    pub at: SocketAddr,
    answers: Answers,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that has nothing yet.
    pub fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let server = Server { at, answers: Answers::default(), asked: Arc::default() };
        let (answers, asked) = (server.answers.clone(), server.asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answers, asked) = (answers.clone(), asked.clone());
                std::thread::spawn(move || answer(stream, &answers, &asked));
            }
        });
        server
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Answers at `path` from now on, with status and headers such as "200 OK\r\nContent-Type: text/html".
    pub fn says(&self, path: &str, head: &str, body: &[u8]) {
        let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        self.answers.lock().unwrap().insert(path.to_owned(), [head.as_bytes(), body].concat());
    }

    /// The requests since the last time, each as path and conditions.
    #[allow(dead_code)]
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn answer(mut stream: TcpStream, answers: &Answers, asked: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let Some(first) = lines.next() else { return };
    let path = first.split(' ').nth(1).unwrap_or("").to_owned();
    let mut tag = None;
    for line in lines.take_while(|line| !line.is_empty()) {
        if let Some((name, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("if-none-match"))
        {
            let _ = name;
            tag = Some(value.trim().to_owned());
        }
    }
    asked.lock().unwrap().push(path.clone() + tag.as_deref().map_or("", |_| " if changed"));
    let known = answers.lock().unwrap().get(&path).cloned();
    let response = match (known, tag) {
        (Some(response), Some(tag)) if String::from_utf8_lossy(&response).contains(&format!("ETag: {tag}\r\n")) => {
            b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec()
        }
        (Some(response), _) => response,
        (None, _) => b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_vec(),
    };
    // A path that hangs sends its head and never its body.
    if path == "/hangs" {
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
        std::thread::sleep(std::time::Duration::from_secs(20));
        return;
    }
    let _ = stream.write_all(&response);
}
