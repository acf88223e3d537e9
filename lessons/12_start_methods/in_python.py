"""What a new process knows, and what it costs (lesson 12)"""
import multiprocessing as mp
import threading
import time

number = 0  # set under the guard below


def read(queue):
    queue.put(number)


def start_and_end(name, kind, queue):
    begin = time.perf_counter()
    worker = kind(target=read, args=(queue,))
    worker.start()
    found = queue.get()
    worker.join()
    ms = (time.perf_counter() - begin) * 1e3
    print(f"{name:18} reads {found:2}   {ms:6.1f} ms", flush=True)


if __name__ == "__main__":  # without it, spawned children would start children
    number = 42
    for method in ("fork", "forkserver", "spawn"):
        context = mp.get_context(method)
        for name in (method + ", first", method + ", second"):
            start_and_end(name, context.Process, context.SimpleQueue())
    start_and_end("thread", threading.Thread, mp.SimpleQueue())
