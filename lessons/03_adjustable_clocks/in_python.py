"""What if somebody sets the clock meanwhile? (lesson 03)"""
import time


class SteppableClock:
    """Shows the instant that it is asked about, until somebody sets it."""
    offset = since = percent = 0

    def show(self, instant):
        slewed = (instant - self.since) * self.percent // 100
        return instant + self.offset + slewed


def time_job(meanwhile, step=0, percent=0):
    date, steady = SteppableClock(), SteppableClock()
    began = time.monotonic_ns()     # one reading, and every clock shows it
    time.sleep(0.05)
    date.since = steady.since = time.monotonic_ns()
    date.offset, date.percent, steady.percent = step, percent, percent
    time.sleep(0.05)
    ended = time.monotonic_ns()
    off, moved = date.show(ended) - ended, steady.show(ended) - ended
    print(f"{meanwhile:12} date: {(ended - began + off) / 1e6:11.1f} ms,"
          f" off by {off / 1e6:15.6f}; steady off by {moved / 1e6:.6f}")


time_job("no change")
time_job("set back", step=-3600 * 10**9)
time_job("set forward", step=5 * 10**6)
time_job("slewed", percent=10)
