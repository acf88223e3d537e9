"""Cross-validation, its workers chosen from outside, profiled (lesson 23)"""
import heapq
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

LINES = Path(__file__).with_name("digits.csv").read_text().split()
ROWS = [tuple(map(int, line.split(","))) for line in LINES[::5]]
SIZE = len(ROWS) // 5  # of a fold


def fit_and_score(fold):
    begin, cpu = time.perf_counter(), time.thread_time()
    training = ROWS[:fold * SIZE] + ROWS[(fold + 1) * SIZE:]
    right = 0
    for *ink, digit in ROWS[fold * SIZE:(fold + 1) * SIZE]:
        near = heapq.nsmallest(3, training, key=lambda row: sum(
            (a - b) * (a - b) for a, b in zip(ink, row)))
        right += Counter(row[-1] for row in near).most_common(1)[0][0] == digit
    return right, time.perf_counter() - begin, time.thread_time() - cpu


if __name__ == "__main__":
    for chosen in ThreadPoolExecutor, ProcessPoolExecutor:
        begin = time.perf_counter()
        with chosen(2) as on:
            right, wall, cpu = map(sum, zip(*on.map(fit_and_score, range(5))))
        print(f"{chosen.__name__:19} wall {time.perf_counter() - begin:.2f} s, "
              f"tasks: {right} right, wall {wall:.2f} s, CPU {cpu:.2f} s")
