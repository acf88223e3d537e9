"""Who makes a computing thread let go of the lock? (lesson 09)"""
import statistics
import sys
import threading
import time


def echo_time(echoes=21):
    spans = []
    for _ in range(echoes):
        begin = time.perf_counter()
        time.sleep(0.0003)      # lets go of the lock, blocks, takes it again
        spans.append(time.perf_counter() - begin)
    return f"{statistics.median(spans) * 1e3:6.2f} ms"


def compute():
    while not over:
        sum(range(1000))


over = False
print(f"beside nothing                      {echo_time()}")
threading.Thread(target=compute).start()
for interval in (0.005, 0.0005, 0.020):
    sys.setswitchinterval(interval)
    print(f"beside one thread, interval {interval * 1e3:4.1f} ms {echo_time()}")
over = True
print("Every echo pays one switch interval: that is the convoy.")
