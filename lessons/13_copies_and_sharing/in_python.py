"""What does it cost to hand data over? (lesson 13)"""
from multiprocessing import Barrier, Pipe, Process, shared_memory
from time import perf_counter


def last_of_copies(pipe):
    while data := pipe.recv_bytes():
        pipe.send(data[-1])


def add_one(share, all_have_read):
    seen = share.buf[0]
    all_have_read.wait()  # the rendezvous
    share.buf[0] = seen + 1


if __name__ == "__main__":
    ours, theirs = Pipe()
    Process(target=last_of_copies, args=(theirs,), daemon=True).start()
    for size in 1_000, 64_000, 1_000_000, 16_000_000:
        data, begin = bytes(size), perf_counter()
        ours.send_bytes(data)
        ours.recv()
        print(f"a copy of {size:>10,} B: {(perf_counter()-begin)*1e6:>8.0f} us")
    share = shared_memory.SharedMemory(create=True, size=16_000_000)
    line = Barrier(2)
    both = [Process(target=add_one, args=(share, line)) for _ in "ab"]
    [one.start() for one in both] + [one.join() for one in both]
    print("two processes added 1 to the share of 16 MB: it is", share.buf[0])
    share.unlink()
