"""Limits that a child process puts on itself before it touches untrusted bytes, as far as its system has them."""

import ctypes
import resource
import signal
import sys
from contextlib import suppress

_MOST_OPEN_FILES = 64
_MOST_WRITTEN_BYTES = 1 << 30
_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(memory_bytes: int, cpu_seconds: int) -> None:
    """Limit this process's address space, processor time, files and, where the kernel lets it, cut off its network.

    It dies with its parent, and of SIGXCPU, which says why, before it is killed for time.
    """
    for kind, soft, hard in (
        (resource.RLIMIT_AS, memory_bytes, memory_bytes),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 5),
        (resource.RLIMIT_FSIZE, _MOST_WRITTEN_BYTES, _MOST_WRITTEN_BYTES),
        (resource.RLIMIT_NOFILE, _MOST_OPEN_FILES, _MOST_OPEN_FILES),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (soft, hard))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
