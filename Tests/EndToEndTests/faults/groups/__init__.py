"""The faults, a file for each group of the catalogue; importing one registers what is in it."""

import importlib
import pkgutil

for found in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{found.name}")
