"""Faults that a server of this API could have, put between it and whoever judges it.

`scripts/faults` prints which of them `amas conform` finds, and which schemathesis does.
"""
