"""What verbs are for, without importing them."""

import ast
from collections.abc import Mapping
from importlib.resources import files


def docstrings(module: str) -> Mapping[str, str]:
    """The docstring of each function of a module, by its name."""
    package, _, name = module.rpartition(".")
    tree = ast.parse((files(package) / f"{name}.py").read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef))
    return {function.name: ast.get_docstring(function) or "" for function in functions}
