"""A loop on a pool, and a better way (lesson 22)"""
from multiprocessing import Pool
from random import choices
from time import perf_counter


def keep(second):  # the initializer: runs once in each worker
    global kept
    kept = second


def occurs(row):
    return row in kept


def timed(what, look):
    begin = perf_counter()
    found = list(look())
    print(f"{what:15} {perf_counter() - begin:6.3f} s, {sum(found)} found")
    return found


if __name__ == "__main__":
    rows = [tuple(choices(range(20), k=5)) for _ in range(6000)]
    first, second = rows[:3000] + rows[-1:], rows[3000:]
    loop = timed("plain loop", lambda: [row in second for row in first])
    with Pool(2, initializer=keep, initargs=(second,)) as pool:
        same = timed("loop on a pool", lambda: pool.map(occurs, first))
    fast = timed("hash set", lambda: map(set(second).__contains__, first))
    print("lists agree:", loop == same == fast)
