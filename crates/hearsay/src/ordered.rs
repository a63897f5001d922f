//! Work on many threads whose results come out in the order in which it went in, with a bounded amount under way.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much may be under way: read and not yet handed out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// Threads that work.
    pub workers: usize,
    /// The most items.
    pub items: usize,
    /// The most bytes; a single item may be larger.
    pub bytes: usize,
}

/// Feeds items of a size to `work` on many threads and hands its results to `out` in the order of the items.
///
/// `feed` runs on a thread of its own and gets a function that takes one item; that function waits while too much is
/// under way and says `Break` once nobody wants more. `out` runs on the calling thread.
pub(crate) fn ordered<T: Send, U: Send>(
    bounds: Bounds,
    feed: impl FnOnce(&mut dyn FnMut(usize, T) -> ControlFlow<()>) + Send,
    work: impl Fn(T) -> U + Sync,
    mut out: impl FnMut(U) -> ControlFlow<()>,
) {
    let hall = Hall { state: Mutex::new(State::new()), changed: Condvar::new() };
    std::thread::scope(|scope| {
        let hall = &hall;
        let work = &work;
        scope.spawn(move || {
            let _end = OnExit(hall, |state| state.fed = true);
            feed(&mut |size, item| hall.put(bounds, size, item));
        });
        for _ in 0..bounds.workers {
            scope.spawn(move || {
                // Should `work` panic, the scope passes it on; nobody may wait for its result.
                let _end = OnExit(hall, |state| state.closed |= std::thread::panicking());
                while let Some((number, size, item)) = hall.take() {
                    let done = work(item);
                    hall.change(|state| state.done.insert(number, (size, done)));
                }
            });
        }
        let _end = OnExit(hall, |state| state.closed = true);
        while let Some(done) = hall.next() {
            if out(done).is_break() {
                break;
            }
        }
    });
}

/// What the threads share.
struct Hall<T, U> {
    state: Mutex<State<T, U>>,
    changed: Condvar,
}

struct State<T, U> {
    waiting: VecDeque<(u64, usize, T)>,
    done: BTreeMap<u64, (usize, U)>,
    /// The number of the next item that comes in, and of the next that goes out.
    next_in: u64,
    next_out: u64,
    bytes: usize,
    /// Nothing more comes in.
    fed: bool,
    /// Nothing more is wanted.
    closed: bool,
}

impl<T, U> State<T, U> {
    fn new() -> State<T, U> {
        let (waiting, done) = (VecDeque::new(), BTreeMap::new());
        State { waiting, done, next_in: 0, next_out: 0, bytes: 0, fed: false, closed: false }
    }
}

impl<T, U> Hall<T, U> {
    fn lock(&self) -> MutexGuard<'_, State<T, U>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<R>(&self, change: impl FnOnce(&mut State<T, U>) -> R) -> R {
        let result = change(&mut self.lock());
        self.changed.notify_all();
        result
    }

    /// Waits until `ready` gives something.
    fn wait<R>(&self, mut ready: impl FnMut(&mut State<T, U>) -> Option<R>) -> R {
        let mut state = self.lock();
        loop {
            if let Some(result) = ready(&mut state) {
                drop(state);
                self.changed.notify_all();
                return result;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Brings an item in when there is room.
    fn put(&self, bounds: Bounds, size: usize, item: T) -> ControlFlow<()> {
        let mut item = Some(item);
        self.wait(|state| {
            if state.closed {
                return Some(ControlFlow::Break(()));
            }
            let under_way = (state.next_in - state.next_out) as usize;
            let room = under_way < bounds.items && state.bytes.saturating_add(size) <= bounds.bytes;
            if under_way > 0 && !room {
                return None;
            }
            let item = item.take()?;
            state.waiting.push_back((state.next_in, size, item));
            state.next_in += 1;
            state.bytes += size;
            Some(ControlFlow::Continue(()))
        })
    }

    /// The next item to work on; none when all is done.
    fn take(&self) -> Option<(u64, usize, T)> {
        self.wait(|state| {
            if state.closed {
                return Some(None);
            }
            match state.waiting.pop_front() {
                Some(item) => Some(Some(item)),
                None if state.fed => Some(None),
                None => None,
            }
        })
    }

    /// The next result in order; none when all is out.
    fn next(&self) -> Option<U> {
        self.wait(|state| {
            let number = state.next_out;
            if let Some((size, done)) = state.done.remove(&number) {
                state.next_out += 1;
                state.bytes -= size;
                return Some(Some(done));
            }
            (state.closed || (state.fed && state.next_out == state.next_in)).then_some(None)
        })
    }
}

/// Changes the state when a thread ends, however it ends.
struct OnExit<'a, T, U>(&'a Hall<T, U>, fn(&mut State<T, U>));

impl<T, U> Drop for OnExit<'_, T, U> {
    fn drop(&mut self) {
        self.0.change(self.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(workers: usize, items: usize, bytes: usize) -> Bounds {
        Bounds { workers, items, bytes }
    }

    #[test]
    fn results_keep_the_order_of_the_items() {
        for workers in 1..6 {
            let mut out = Vec::new();
            ordered(
                bounds(workers, 2 * workers, 1000),
                |put| (0..500u64).for_each(|i| assert!(put(1, i).is_continue())),
                |i| {
                    if i % 7 == 0 {
                        std::thread::yield_now();
                    }
                    i * i
                },
                |square| {
                    out.push(square);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(out, (0..500).map(|i| i * i).collect::<Vec<_>>());
        }
    }

    #[test]
    fn no_more_is_under_way_than_allowed_and_a_large_item_passes() {
        let under_way = Mutex::new((0isize, 0isize));
        let mut count = 0;
        ordered(
            bounds(3, 100, 10),
            |put| {
                for size in [1, 2, 3, 50, 4, 4, 4] {
                    assert!(put(size, size).is_continue());
                    let mut under_way = under_way.lock().unwrap();
                    under_way.0 += size as isize;
                    under_way.1 = under_way.1.max(under_way.0);
                }
            },
            |size| size,
            |size| {
                // An item may be done before the feeder has counted it.
                under_way.lock().unwrap().0 -= size as isize;
                count += 1;
                ControlFlow::Continue(())
            },
        );
        assert_eq!(count, 7);
        let most = under_way.lock().unwrap().1;
        assert!(most <= 60, "{most} bytes were under way");
    }

    #[test]
    fn the_feeder_is_told_when_nobody_wants_more() {
        let mut fed = 0;
        let mut out = 0;
        ordered(
            bounds(2, 4, 100),
            |put| {
                while put(1, ()).is_continue() {
                    fed += 1;
                }
            },
            |()| (),
            |()| {
                out += 1;
                if out == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
        );
        assert!((10..=14).contains(&fed), "{fed}");
    }

    #[test]
    fn a_panic_in_the_work_is_passed_on_and_nobody_hangs() {
        let result = std::panic::catch_unwind(|| {
            ordered(
                bounds(2, 4, 100),
                |put| while put(1, 1).is_continue() {},
                |_| panic!("broken"),
                |(): ()| ControlFlow::Continue(()),
            );
        });
        assert!(result.is_err());
    }
}
