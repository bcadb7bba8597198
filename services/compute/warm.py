"""What is worked out once a process from the words and patterns beside the code, worked out ahead.

A child that is forked from a process that has it all need not compile it again for its one filing.
"""

import functools
import inspect
import sys


def warm_up() -> None:
    """Call every function of the modules loaded so far that takes nothing and keeps what it gives."""
    modules = [module for name, module in sorted(sys.modules.items()) if name.startswith("services.compute.")]
    for function in dict.fromkeys(value for module in modules for value in vars(module).values() if _is_kept(value)):
        function()


def _is_kept(value: object) -> bool:
    return isinstance(value, functools._lru_cache_wrapper) and not inspect.signature(value).parameters
