"""Seconds for a hit and for a miss of joblib.Memory, with a small result."""
import statistics
import tempfile
import time

from joblib import Memory

CALLS = 500


def half(x):
    return 0.5 * x


def per_call(kept, numbers):
    begin = time.perf_counter()
    for number in numbers:
        kept(number)
    return (time.perf_counter() - begin) / CALLS


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        kept = Memory(folder, verbose=0).cache(half)
        misses = [per_call(kept, range(i * CALLS, (i + 1) * CALLS)) for i in range(3)]
        hits = [per_call(kept, range(CALLS)) for _ in range(3)]
    print(statistics.median(hits))
    print(statistics.median(misses))
