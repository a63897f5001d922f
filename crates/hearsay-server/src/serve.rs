//! Serving: connections taken, bounded in number and time.

use crate::app;
use crate::desk::Desk;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::Layer;
use tower::util::MapRequestLayer;

/// The address that a request came from, among its extensions.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Connections at once; others wait to be taken.
const CONNECTIONS: usize = 1024;
/// How long a client may take to send the head of a request.
const HEAD: Duration = Duration::from_secs(10);
/// How long answers may go on after the end was asked for.
const FAREWELL: Duration = Duration::from_secs(3);

/// Answers on `listener` until `end` comes, and follows the ledger as it grows. `say` hears what goes wrong with the ledger.
pub async fn serve(
    desk: Desk,
    listener: TcpListener,
    end: impl Future<Output = ()>,
    say: impl Fn(String) + Send + Sync + 'static,
) {
    let follower = tokio::spawn(desk.clone().follow(move |error| say(error.to_string())));
    let app = app(desk);
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    let (ended, ending) = watch::channel(());
    tokio::pin!(end);
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { break };
        let taken = tokio::select! {
            taken = listener.accept() => taken,
            () = &mut end => break,
        };
        let Ok((stream, peer)) = taken else {
            // No more files may be open, or the client is gone already.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let from = MapRequestLayer::new(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(Peer(peer.ip()));
            request
        });
        let service = TowerToHyperService::new(from.layer(app.clone()));
        let mut ending = ending.clone();
        tokio::spawn(async move {
            let _place = place;
            let mut http = hyper::server::conn::http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_headers(64).max_buf_size(64 << 10);
            let talk = http.serve_connection(TokioIo::new(stream), service);
            tokio::pin!(talk);
            tokio::select! {
                _ = talk.as_mut() => return,
                _ = ending.changed() => talk.as_mut().graceful_shutdown(),
            }
            // A stream of events does not end by itself.
            let _ = tokio::time::timeout(FAREWELL, talk).await;
        });
    }
    follower.abort();
    drop(ended);
    let _ = tokio::time::timeout(FAREWELL, room.acquire_many(CONNECTIONS as u32)).await;
}
