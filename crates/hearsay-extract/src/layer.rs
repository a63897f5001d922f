//! Stand-off layers: what one stage made of a text, addressed by ids that belong to their layer.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, Range};

/// The place of an item in its layer. An id of one layer does not index another: that does not compile.
pub struct Id<T> {
    index: u32,
    layer: PhantomData<fn() -> T>,
}

impl<T> Id<T> {
    /// The id of the item at `index`.
    pub const fn new(index: usize) -> Id<T> {
        Id { index: index as u32, layer: PhantomData }
    }

    /// The place in the layer, from 0.
    pub const fn index(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Neighbouring items of a layer.
pub struct Ids<T> {
    start: u32,
    end: u32,
    layer: PhantomData<fn() -> T>,
}

impl<T> Ids<T> {
    /// The ids from `range.start` to before `range.end`.
    pub const fn new(range: Range<usize>) -> Ids<T> {
        Ids { start: range.start as u32, end: range.end as u32, layer: PhantomData }
    }

    /// How many.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The indices.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `id` is one of them.
    pub const fn contains(self, id: Id<T>) -> bool {
        self.start <= id.index && id.index < self.end
    }

    /// Each id in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Id<T>> + ExactSizeIterator + Clone {
        (self.start as usize..self.end as usize).map(Id::new)
    }
}

impl<T> Clone for Ids<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Ids<T> {}
impl<T> PartialEq for Ids<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<T> Eq for Ids<T> {}
impl<T> fmt::Debug for Ids<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}..{}", self.start, self.end)
    }
}

/// What one stage made: built once, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer<T> {
    items: Vec<T>,
}

impl<T> Layer<T> {
    /// The finished layer.
    pub fn new(items: Vec<T>) -> Layer<T> {
        Layer { items }
    }

    /// How many items.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the stage made nothing.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The items of a range of ids.
    pub fn of(&self, ids: Ids<T>) -> &[T] {
        &self.items[ids.range()]
    }

    /// All ids in order.
    pub fn ids(&self) -> Ids<T> {
        Ids::new(0..self.items.len())
    }
}

impl<T> Index<Id<T>> for Layer<T> {
    type Output = T;

    fn index(&self, id: Id<T>) -> &T {
        &self.items[id.index()]
    }
}
