"""Twelve jobs on three processes: where is their CPU time? (lesson 11)"""
import multiprocessing
import os
import resource
import time


def job(steps):
    begin, total = time.process_time(), 0
    for step in range(steps):
        total += step * step
    return os.getpid(), time.process_time() - begin


def children():
    return sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


if __name__ == "__main__":
    wall, cpu, before = time.perf_counter(), time.process_time(), children()
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        seen = pool.map(job, [600_000] * 12, chunksize=1)
        print(f"children, results are here   {children() - before:.3f} s")
        pool.close()
        pool.join()  # waits for the children
    print(f"children, waited for         {children() - before:.3f} s\n"
          f"process_time                 {time.process_time() - cpu:.3f} s\n"
          f"wall                         {time.perf_counter() - wall:.3f} s\n"
          f"the jobs themselves say      {sum(cpu for _, cpu in seen):.3f} s "
          f"in {len({pid for pid, _ in seen})} processes")
