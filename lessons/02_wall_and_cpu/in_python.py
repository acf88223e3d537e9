"""Where did the time go: sleeping or computing? (lesson 02)"""
import os
import time


def spin(seconds):
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def timed(what, action):
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:12} wall {wall * 1e3:6.1f} ms   CPU {cpu * 1e3:6.1f} ms   "
          f"CPU/wall {cpu / wall:.2f}", flush=True)


timed("sleep", lambda: time.sleep(0.1))
timed("spin", lambda: spin(0.1))
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
child = os.fork()
timed("child" if child == 0 else "parent", lambda: spin(0.1))
if child == 0:
    os._exit(0)
os.waitpid(child, 0)
print("Two spins on one CPU: each has its own CPU time, and waits besides.")
