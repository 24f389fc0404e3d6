"""How long the public pages take, measured on a registry of any size that exists for the measurement only.

Cold is the server's own time for a page that nobody has asked for since the content changed: the request enters the
WSGI application of this process and leaves it as compressed bytes, with no finished page on the shelf. Warm is what a
browser would see: kept-alive connections to the production server, which has the finished bytes. Both stand beside a
bare view that answers "ok" through the same middleware, measured in the same moments, because machines differ and have
other work to do.
"""
