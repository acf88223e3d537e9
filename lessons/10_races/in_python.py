"""Does one big lock make my code right? (lesson 10)"""
import dis
import threading

n, both_have_read, one_lock = 0, None, threading.Lock()


def add_one():
    global n
    seen = n
    try:
        both_have_read.wait(timeout=0.5)  # the rendezvous
    except threading.BrokenBarrierError:
        pass  # the other one could not come
    n = seen + 1


def add_one_locked():
    with one_lock:
        add_one()


for add in add_one, add_one_locked:
    n, both_have_read = 0, threading.Barrier(2)
    threads = [threading.Thread(target=add) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    print(f"{add.__name__:15} twice, by two threads: n is {n}")
steps = [step.opname for step in dis.get_instructions("n += 1")]
print("n += 1 is", " ".join(steps))
