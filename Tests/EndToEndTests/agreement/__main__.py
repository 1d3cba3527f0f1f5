"""Runs every agreement module, or those named, and prints the table."""

import sys
import tempfile

from agreement import Lab, modules, table
from server import BINARY

if not BINARY.exists():
    sys.exit(f"{BINARY} is not built; run: make build")
found = modules(sys.argv[1:])
with tempfile.TemporaryDirectory() as folder, Lab(folder) as lab:
    rows = [one for module in found for one in module.rows(lab)]
print(table(rows))
sys.exit(0 if all(one.is_explained for one in rows) else 1)
