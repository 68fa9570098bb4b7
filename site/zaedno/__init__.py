"""Заедно: a civic-participation platform for Bulgarian municipalities.

The domain apps (``home``, ``policies``, ``news`` …) stand at the top of the repository;
importing this package makes them importable wherever the process was started from.
"""

import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

if str(REPOSITORY) not in sys.path:
    sys.path.insert(1, str(REPOSITORY))
