"""A task that takes its process along, in Python's two pools. (lesson 14)"""
import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


def square(number):
    if number == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        answer = pool.map_async(square, range(6), chunksize=1)
        try:
            print("Pool:", answer.get(timeout=0.5))
        except multiprocessing.TimeoutError:
            print("Pool: half a second later no answer, and no error")
    with ProcessPoolExecutor(2) as pool:
        for attempt in "asked", "asked again":
            try:
                print("ProcessPoolExecutor:", list(pool.map(square, range(6))))
            except BrokenProcessPool as error:
                print(f"ProcessPoolExecutor, {attempt}: {error}")
