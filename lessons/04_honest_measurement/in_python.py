"""Did you time the work or nothing at all? (lesson 04)"""
import os
import time
import timeit


def my_task(n):
    my_sum = 0
    for m in range(n):
        my_sum += m
    return my_sum


for n in (4_000, 400_000):
    begin = time.process_time()
    my_task(n)  # nobody uses the result: Python adds all the same
    spent = time.process_time() - begin
    print(f"{n:7} steps, result dropped: {spent * 1e3:7.3f} ms")

timer = timeit.Timer("my_task(10_000)", globals=globals())
number = timer.autorange()[0] // 10  # it looks for 0.2 s; less will do here
calls = [span / number * 1e3 for span in timer.repeat(5, number)]
print(f"best of 5 x {number}: {min(calls):.3f} ms a call, "
      f"mean {sum(calls) / 5:.3f} ms")

before = os.times().user
my_task(10_000)
print(f"a clock of 10 ms says {(os.times().user - before) * 1e3:.0f} ms")
