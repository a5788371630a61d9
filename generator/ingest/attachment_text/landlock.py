"""Landlock: a Linux process takes rights from itself that even root's cannot get back.

Taken are all that its versions know but reading: what follows is the kernel's `landlock.h`, whose numbers are
the same on the machines that Python runs on. A right that this kernel does not know is kept.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

_CREATE_RULESET = 444
_RESTRICT_SELF = 446
_ASK_VERSION = 1
_SET_NO_NEW_PRIVILEGES = 38  # of prctl, in whose absence Landlock wants an administrator

#: By the version that brought them, bits of rights to the file system. Left out are 2 and 3: to read files
#: and to list folders.
_FILE_SYSTEM: Mapping[int, Iterable[int]] = {
    1: (0, 1, *range(4, 13)),  # execute, write to, remove and make files and folders of each kind
    2: (13,),  # move them to another folder
    3: (14,),  # truncate
    5: (15,),  # control devices
}
_NETWORK = {4: range(2)}  # offer and open TCP connections
_SCOPES = {6: range(2)}  # reach other processes by abstract sockets and by signals


class _Rules(ctypes.Structure):
    """Rights that are gone but where a rule allows them; there are no rules."""

    _fields_ = (("file_system", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


def landlock_version() -> int:
    """The version of Landlock that this system offers; 0 where there is none, or it is turned off."""
    return max(0, _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))


def keep_reading_only() -> None:
    """Give up all rights but to read, for this thread and those it will start, as far as the system can."""
    version = landlock_version()
    if not version:
        return
    rules = _Rules(*(_bits(kinds, version) for kinds in (_FILE_SYSTEM, _NETWORK, _SCOPES)))
    ruleset = _call(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(ctypes.sizeof(rules)), 0)
    if ruleset >= 0:
        _libc().prctl(_SET_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0)))
        _call(_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)


def _bits(kinds: Mapping[int, Iterable[int]], version: int) -> int:
    return sum(1 << bit for since, bits in kinds.items() if since <= version for bit in bits)


def _call(number: int, *arguments: Any) -> int:
    """A call of the kernel; below 0 where it fails or does not exist."""
    return int(_libc().syscall(ctypes.c_long(number), *arguments)) if sys.platform == "linux" else -1


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None)
