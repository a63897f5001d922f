//! The desk on a real connection: clients that dawdle, shout or leave.

use crate::world::World;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// Sends bytes and reads the answer to its end, or what came of it in two seconds.
fn say(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(2))).unwrap();
    // The desk may have hung up before all was said.
    let _ = stream.write_all(bytes);
    let mut heard = Vec::new();
    let _ = stream.read_to_end(&mut heard);
    String::from_utf8_lossy(&heard).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_and_loud_clients_stop_nobody() {
    let world = World::of_examples();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (end, ended) = oneshot::channel::<()>();
    let desk = world.desk.clone();
    let served = tokio::spawn(async move {
        hearsay_server::serve(desk, listener, async { drop(ended.await) }, |_| ()).await;
    });
    tokio::task::spawn_blocking(move || {
        let get = b"GET /figures.json HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        // Two hundred clients who never finish their first line.
        let slow: Vec<TcpStream> = (0..200)
            .map(|_| {
                let mut stream = TcpStream::connect(address).unwrap();
                stream.write_all(b"GET /figures HTTP/1.1\r\nHost: loc").unwrap();
                stream
            })
            .collect();
        let began = Instant::now();
        assert!(say(address, get).starts_with("HTTP/1.1 200"));
        assert!(began.elapsed() < Duration::from_secs(5));
        let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "a".repeat(1 << 20));
        let answer = say(address, long.as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        let flood = "POST /figures.json HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10737418240\r\n\r\n".to_owned();
        let answer = say(address, (flood + &"x".repeat(1 << 20)).as_bytes());
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        for noise in [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"\r\n\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"\x00\xff\xfe"]
        {
            let answer = say(address, noise);
            assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
        }
        assert!(say(address, get).starts_with("HTTP/1.1 200"));
        drop(slow);
    })
    .await
    .unwrap();
    drop(end);
    tokio::time::timeout(Duration::from_secs(20), served).await.expect("the desk ends when asked to").unwrap();
}
