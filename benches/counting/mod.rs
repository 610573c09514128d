//! The memory in use, and its peak.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static HELD: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

/// The system's allocator, which counts the bytes in use.
pub struct Counting {
    /// Counts a block that grows as two: while it is copied, both may exist.
    pub counts_copies: bool,
}

/// Resets the peak, and returns the bytes in use.
pub fn start() -> usize {
    let held = HELD.load(Relaxed);
    MOST.store(held, Relaxed);
    held
}

/// The peak since `start`, less what was in use then.
#[allow(dead_code, reason = "not every bench asks for it")]
pub fn most_beyond(held: usize) -> usize {
    MOST.load(Relaxed).saturating_sub(held)
}

/// How often memory was allocated or grown.
#[allow(dead_code, reason = "not every bench counts them")]
pub fn allocations() -> usize {
    ALLOCATIONS.load(Relaxed)
}

fn take(bytes: usize) {
    ALLOCATIONS.fetch_add(1, Relaxed);
    MOST.fetch_max(HELD.fetch_add(bytes, Relaxed) + bytes, Relaxed);
}

fn give_back(bytes: usize) {
    HELD.fetch_sub(bytes, Relaxed);
}

// SAFETY: every call is passed on to the system's allocator as it is; only sizes are counted.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if self.counts_copies {
            take(size);
            give_back(layout.size());
        } else {
            give_back(layout.size());
            take(size);
        }
        unsafe { System.realloc(block, layout, size) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        give_back(layout.size());
        unsafe { System.dealloc(block, layout) }
    }
}
