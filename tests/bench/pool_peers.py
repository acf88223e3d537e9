"""Seconds that Python's pools of two workers take: per trivial task of Pool.map
with chunks of 1 and of the default size, the same of ThreadPool.map, and for the
start, two tasks and the end of a Pool that is forked, one that is spawned, and a
ThreadPool."""
import multiprocessing
import multiprocessing.pool
import statistics
import time

FEW = 5_000
MANY = 200_000


def same(x):
    return x


def median(action, rounds=7):
    def once():
        begin = time.perf_counter()
        action()
        return time.perf_counter() - begin

    return statistics.median(once() for _ in range(rounds))


def per_task(pool):
    pool.map(same, range(10))
    yield median(lambda: pool.map(same, range(FEW), chunksize=1)) / FEW
    yield median(lambda: pool.map(same, range(MANY))) / MANY


def open_and_close(make):
    with make(2) as pool:
        pool.map(same, [1, 2], chunksize=1)


def main():
    fork = multiprocessing.get_context("fork")
    spawn = multiprocessing.get_context("spawn")
    for make in fork.Pool, multiprocessing.pool.ThreadPool:
        with make(2) as pool:
            for seconds in per_task(pool):
                print(seconds)
    print(median(lambda: open_and_close(fork.Pool)))
    print(median(lambda: open_and_close(spawn.Pool), 3))
    print(median(lambda: open_and_close(multiprocessing.pool.ThreadPool)))


if __name__ == "__main__":
    main()
