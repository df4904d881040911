"""The plan of the house: imports never run in a circle, analyzers never read each other, nothing grows too big."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from radon.complexity import cc_visit
from radon.visitors import Function

import newskit
from newskit.texts import LANGUAGES, label_groups

PACKAGE = Path(newskit.__file__).parent


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    paths = sorted(PACKAGE.rglob("*.py"))
    names = [path.relative_to(PACKAGE.parent).with_suffix("").parts for path in paths]
    return {
        ".".join(parts[:-1] if parts[-1] == "__init__" else parts): path
        for parts, path in zip(names, paths, strict=True)
    }


def imports(name: str, path: Path, known: set[str]) -> Iterator[str]:
    """The modules of the package that a module imports: anywhere in it, for types only too."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:  # from .room import file, and from .file import name
                target = f"{base}.{alias.name}"
                yield target if target in known else base
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def arrows() -> dict[str, set[str]]:
    """Which module imports which; a file's own package (its __init__) is no arrow."""
    files = modules()
    return {
        name: {to for to in imports(name, path, set(files)) if to in files and to != name}
        for name, path in files.items()
    }


def circles(graph: dict[str, set[str]]) -> set[frozenset[str]]:
    """The sets of modules that reach each other."""
    reach = {name: _reached(graph, name) for name in graph}
    found = {frozenset({name, *(to for to in reach[name] if name in reach[to])}) for name in graph}
    return {one for one in found if len(one) > 1}


def _reached(graph: dict[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += graph[name]
    return seen


def test_no_import_runs_in_a_circle():
    assert circles(arrows()) == set()


def test_loaders_never_import_the_analysis():
    above = ("analysis", "analyzers", "measures", "report", "run", "findings")
    wrong = {
        (name, to)
        for name, targets in arrows().items()
        for to in targets
        if name.split(".")[1:2] == ["loaders"] and to.split(".")[1:2] and to.split(".")[1] in above
    }
    assert not wrong


def test_analyzers_never_import_each_other():
    rooms = {path.name for path in (PACKAGE / "analyzers").iterdir() if path.is_dir() and path.name[0] != "_"}
    wrong = {
        (name, to)
        for name, targets in arrows().items()
        for to in targets
        if (a := _room(name)) in rooms and (b := _room(to)) in rooms and a != b
    }
    assert not wrong


def _room(name: str) -> str:
    parts = name.split(".")
    return parts[2] if parts[1:2] == ["analyzers"] and len(parts) > 2 else ""


def test_functions_and_files_stay_small():
    """radon counts what ruff's C901 does not: `and` and `or`, comprehensions and their conditions."""
    branching, long = {}, {}
    for name, path in modules().items():
        code = path.read_text(encoding="utf-8")
        if (lines := code.count("\n")) > 350:
            long[name] = lines
        for block in cc_visit(code):
            if isinstance(block, Function) and block.complexity > 15:
                branching[f"{name}.{block.name}"] = block.complexity
            if isinstance(block, Function) and (lines := block.endline - block.lineno + 1) > 60:
                long[f"{name}.{block.name}"] = lines
    assert branching == {}
    assert long == {}


def test_every_word_has_its_line_and_every_line_is_read():
    """What the code asks for stands in labels.tsv, and what stands there is asked for."""
    asked = set()
    for path in modules().values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "texts.label":
                group, key = node.args[:2]
                if isinstance(group, ast.Constant) and isinstance(key, ast.Constant):
                    asked.add((group.value, str(key.value)))
    lines = {(group, key) for group, words in label_groups().items() for key in words}
    assert asked and asked <= lines
    code = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.*") if path.suffix in (".py", ".j2"))
    free = {(group, key) for group, key in lines if group in ("word", "plot", "corpus", "display")}
    assert not [key for _, key in free if f'"{key}"' not in code and f"'{key}'" not in code]


def test_templates_say_the_same_sections_in_both_languages():
    for name in ("overview", "sources", "comparison", "method"):
        folder = PACKAGE / "report" / "templates"
        macros = [
            re.findall(r"macro (\w+\([^)]*\))", (folder / lang / f"{name}.j2").read_text("utf-8")) for lang in LANGUAGES
        ]
        assert macros[0] and macros[0] == macros[1]
