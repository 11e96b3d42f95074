"""Measures the memory of this process and of all that it starts."""

import threading

import psutil


class PeakMemory:
    """Samples the resident memory of the whole process tree twice a second; `peak` is the largest sum, in bytes."""

    def __init__(self):
        self.peak = 0
        self.done = threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.watch, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()

    def watch(self) -> None:
        me = psutil.Process()
        while True:
            total = 0
            for process in [me, *me.children(recursive=True)]:
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    pass  # it ended between the listing and the look
            self.peak = max(self.peak, total)
            if self.done.wait(0.5):
                return
