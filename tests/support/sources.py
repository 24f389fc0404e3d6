"""The project's own files as text, syntax trees and a graph of imports."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("ifiso", "organizations", "meetings")


def modules(*tops):
    """The Python files below the folders `tops`, without migrations, by dotted name."""
    files = sorted(file for top in tops for file in (ROOT / top).rglob("*.py"))
    return {dotted(file): file for file in files if "migrations" not in file.parts}


def dotted(file):
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(file):
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


@cache
def imports():
    """For every module of the project the set of the project's modules that it imports, wherever in the file."""
    known = modules(*APPS)
    return {name: frozenset(imported(tree(file), known)) for name, file in known.items()}


def imported(source, known):
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"imports are absolute: {ast.unparse(node)}"
            for alias in node.names:
                below = f"{node.module}.{alias.name}"
                if below in known:
                    yield below
                elif node.module in known:
                    yield node.module


def reachable(start):
    """All modules of the project that `start` imports, directly or through others."""
    seen, waiting = set(), [start]
    while waiting:
        for name in imports()[waiting.pop()] - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def functions(source):
    return [node for node in ast.walk(source) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node):
    """Lines of a function, its decorators and docstring included."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return node.end_lineno - first + 1
