"""Which clocks are there in Python, and what do they promise? (lesson 01)"""
import time


def observed_tick(read, steps=20):
    smallest = float("inf")
    before = read()
    while steps > 0:
        now = read()
        if now > before:
            smallest = min(smallest, now - before)
            steps -= 1
        before = now
    return smallest


print(f"{'clock':14}{'adjustable':>11}{'monotonic':>11}{'declared ns':>13}"
      f"{'tick ns':>9}  reads")
for name in ("time", "monotonic", "perf_counter", "process_time",
             "thread_time"):
    info = time.get_clock_info(name)
    tick = observed_tick(getattr(time, name + "_ns"))
    print(f"{name:14}{info.adjustable!s:>11}{info.monotonic!s:>11}"
          f"{info.resolution * 1e9:13.0f}{tick:9}  {info.implementation}")
