"""Results that are kept: a second call, another process (lesson 19)"""
import os
import subprocess
import sys
import tempfile
import time

from joblib import Memory, Parallel, delayed


def fit(alpha):
    time.sleep(alpha)
    return alpha, os.getpid()


def five_calls(folder, what):
    begin = time.perf_counter()
    kept_fit = Memory(folder, verbose=0).cache(fit)
    fits = Parallel(n_jobs=2)(delayed(kept_fit)(a / 20) for a in range(1, 6))
    print(f"{what:12} {time.perf_counter() - begin:.2f} s, computed by",
          *sorted({pid for _, pid in fits}), flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(five_calls(sys.argv[1], "new process"))
    with tempfile.TemporaryDirectory() as store:
        five_calls(store, "first")
        five_calls(store, "again")
        subprocess.run([sys.executable, __file__, store], check=True)
