#!/usr/bin/env python3
"""The one entrance: `python3 manage.py demo`, `python3 manage.py test`, and Django's own commands."""

import os
import sys

if sys.version_info < (3, 11):
    # Nothing newer than this syntax may stand above or beside this line: an old Python must get as far as here.
    sys.exit("The IFISO registry needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))


def main(argv):
    from ifiso import bootstrap, demo

    command, options = (argv[1:2] or [""])[0], argv[2:]
    if command == "demo":
        demo.settle(options)
    bootstrap.ensure(argv)
    if command == "test":
        from tests.run import run

        sys.exit(run(options))
    if command == "benchmark":
        from ifiso.benchmark import world

        world.settle(options)
    run_django(argv)


def run_django(argv):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ifiso.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(argv)
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted.")


if __name__ == "__main__":
    main(sys.argv)
