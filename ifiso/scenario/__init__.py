"""An invented scenario for the demo: two meetings just over, one of them not reported yet, one running, one open for
registration, one announced.

Everything in it is counted from one day, its anchor. It is planted once; loaded on a later day it is moved there as a
whole, so that what people have changed in the meantime stays as it is.
"""
