//! A TCP proxy between worker and broker that misbehaves on request: pass, delay, drip, cut after n bytes, black hole, one way only.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    ToBroker,
    ToWorker,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Pass,
    /// Every chunk waits.
    Delay(Duration),
    /// At most this many bytes every millisecond.
    Drip(usize),
    /// Nothing goes through, nothing is closed.
    BlackHole,
    /// Only this way is open.
    Only(Way),
    /// New connections are refused, old ones closed.
    Refuse,
}

struct Shared {
    mode: watch::Sender<Mode>,
    generation: watch::Sender<u64>,
    /// Bytes left before the cut, for each way; negative when no cut is asked.
    fuse: [AtomicI64; 2],
    connections: AtomicUsize,
    cuts: AtomicUsize,
}

#[derive(Clone)]
pub struct Proxy {
    pub port: u16,
    shared: Arc<Shared>,
}

impl Proxy {
    pub async fn start(broker: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            mode: watch::channel(Mode::Pass).0,
            generation: watch::channel(0).0,
            fuse: [AtomicI64::new(-1), AtomicI64::new(-1)],
            connections: AtomicUsize::new(0),
            cuts: AtomicUsize::new(0),
        });
        let proxy = Self { port, shared };
        let accepting = proxy.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if *accepting.shared.mode.borrow() == Mode::Refuse {
                    continue;
                }
                let proxy = accepting.clone();
                tokio::spawn(async move { proxy.serve(client, SocketAddr::from(([127, 0, 0, 1], broker))).await });
            }
        });
        proxy
    }

    pub fn set(&self, mode: Mode) {
        self.shared.mode.send_replace(mode);
        if mode == Mode::Refuse {
            self.cut();
        }
    }

    /// Closes all connections.
    pub fn cut(&self) {
        self.shared.cuts.fetch_add(1, Ordering::SeqCst);
        self.shared.generation.send_modify(|generation| *generation += 1);
    }

    /// Closes all connections once this many more bytes have gone this way, over all connections.
    pub fn cut_after(&self, way: Way, bytes: u64) {
        self.shared.fuse[way as usize].store(bytes as i64, Ordering::SeqCst);
    }

    pub fn cuts(&self) -> usize {
        self.shared.cuts.load(Ordering::SeqCst)
    }

    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    async fn serve(&self, client: TcpStream, broker: SocketAddr) {
        let mut generation = self.shared.generation.subscribe();
        generation.mark_unchanged();
        let Ok(server) = TcpStream::connect(broker).await else { return };
        let _ = (client.set_nodelay(true), server.set_nodelay(true));
        let (from_client, to_client) = client.into_split();
        let (from_server, to_server) = server.into_split();
        self.shared.connections.fetch_add(1, Ordering::SeqCst);
        tokio::select! {
            () = self.pump(Way::ToBroker, from_client, to_server) => {}
            () = self.pump(Way::ToWorker, from_server, to_client) => {}
            _ = generation.changed() => {}
        }
        self.shared.connections.fetch_sub(1, Ordering::SeqCst);
    }

    async fn pump(&self, way: Way, mut from: OwnedReadHalf, mut to: OwnedWriteHalf) {
        let mut mode = self.shared.mode.subscribe();
        let mut buffer = vec![0; 16 * 1024];
        loop {
            let limit = match *mode.borrow() {
                Mode::Drip(bytes) => bytes.max(1),
                _ => buffer.len(),
            };
            let Ok(count @ 1..) = from.read(&mut buffer[..limit]).await else { return };
            loop {
                let now = *mode.borrow_and_update();
                match now {
                    Mode::Delay(delay) => tokio::time::sleep(delay).await,
                    Mode::Drip(_) => tokio::time::sleep(Duration::from_millis(1)).await,
                    Mode::BlackHole => {
                        if mode.changed().await.is_err() {
                            return;
                        }
                        continue;
                    }
                    Mode::Only(open) if open != way => {
                        if mode.changed().await.is_err() {
                            return;
                        }
                        continue;
                    }
                    Mode::Refuse => return,
                    Mode::Pass | Mode::Only(_) => {}
                }
                break;
            }
            let fuse = &self.shared.fuse[way as usize];
            let left = fuse.load(Ordering::SeqCst);
            if left >= 0 {
                let rest = left - count as i64;
                if rest < 0 {
                    let _ = to.write_all(&buffer[..left as usize]).await;
                    let _ = to.flush().await;
                    fuse.store(-1, Ordering::SeqCst);
                    self.cut();
                    return;
                }
                fuse.store(rest, Ordering::SeqCst);
            }
            if to.write_all(&buffer[..count]).await.is_err() {
                return;
            }
        }
    }
}
