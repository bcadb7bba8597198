"""Turns the bytes of a filing into facts, indicators and anomalies.

Everything here but `worker` and `cage` is pure: values in, values out. May import `shared`; never the other services.
"""
