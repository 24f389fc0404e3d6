"""Reading response headers."""


def policy(response):
    """The Content-Security-Policy as a dict of directive to the set of its values; their order says nothing."""
    directives = (part.split() for part in response.headers["Content-Security-Policy"].split(";") if part.strip())
    return {name: set(values) for name, *values in directives}
