"""How far ahead of their reader joblib's workers go (lesson 18)"""
import sys
import time
import joblib

COUNT = 500


def twice(number):
    return 2 * number


def made_when_drawn(drawn):
    for number in range(COUNT):
        drawn.append(number)
        yield joblib.delayed(twice)(number)


if __name__ == "__main__":
    if joblib.__version__ < "1.3":
        print(f"joblib {joblib.__version__} has no generators; 1.3 has")
        sys.exit(77)
    for ahead in "2 * n_jobs", "all":
        drawn = []
        parallel = joblib.Parallel(n_jobs=2, backend="threading",
                                   pre_dispatch=ahead, return_as="generator")
        results = parallel(made_when_drawn(drawn))
        time.sleep(0.5)  # the reader pauses: who goes on?
        print(f'"{ahead}": none read, {len(drawn)} of {COUNT} inputs drawn;',
              "in order:", list(results) == [2 * n for n in range(COUNT)])
