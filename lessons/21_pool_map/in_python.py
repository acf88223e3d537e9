"""64 sums on a pool of processes, and on one of threads (lesson 21)"""
import time
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool


def sum_of(numbers):
    return sum(numbers)


if __name__ == "__main__":
    jobs = [range(200_000 + i) for i in range(64)]
    begin = time.perf_counter()
    right = [sum_of(job) for job in jobs]
    print(f"plain loop {time.perf_counter() - begin:.2f} s")
    for make in Pool, ThreadPool:
        with make(4) as workers:
            workers.map(sum_of, jobs[:4])  # what only the first call pays
            begin = time.perf_counter()
            answer = workers.map_async(sum_of, jobs)  # all of map but its wait
            sums = answer.get()
            span = time.perf_counter() - begin
            print(f"{make.__name__:10} {span:.2f} s, in order: {sums == right},"
                  f" chunks of {answer._chunksize}")
