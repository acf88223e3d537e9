"""Where did the time go: sleeping or computing? (lesson 02)"""
import time


def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def timed(what, action):
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:8} wall {wall * 1e3:6.1f} ms   CPU {cpu * 1e3:6.1f} ms   "
          f"CPU/wall {cpu / wall:.2f}")
    return wall, cpu


wall, cpu = timed("sleep", lambda: time.sleep(0.1))
assert wall >= 0.1 and cpu < 0.01
wall, cpu = timed("spin", lambda: spin(0.1))
assert wall >= 0.099 and cpu >= 0.1
