"""Laws over the source tree: what the house style and the import rules promise."""

import ast
import gc
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from bot.house.settings import Settings

ROOT = Path(__file__).parents[1]
FOLDERS = ("bot", "adapters", "scheduler", "tests", "bench", "gates")
SOURCES = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in SOURCES)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CONTRACTS = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
ROOTS = [name.replace(".", "/") for name in CONTRACTS["root"]["protected_modules"]]
COMPOSITION = tuple(f"{name}{end}" for name in ROOTS for end in (".py", "/"))
CORE = [path for path in MODULES if path.startswith("bot/") and not path.startswith(COMPOSITION)]
MIGRATIONS = "adapters/store/migrations/"

# A library that a module of the core may import all the same, and why is said in pyproject.toml.
LIBRARIES = {"bot/rhythm/cadence.py": {"dateutil"}}
# What gives another answer the next time; whatever is below one of these names is meant too.
UNREPEATABLE = {
    *("datetime.datetime.now", "datetime.datetime.utcnow", "datetime.datetime.today"),
    *("datetime.date.today", "time.time", "time.time_ns", "time.monotonic", "time.monotonic_ns"),
    *("time.perf_counter", "time.perf_counter_ns", "time.localtime", "time.gmtime", "time.sleep"),
    *("random", "secrets", "os.urandom", "uuid.uuid1", "uuid.uuid4"),
}
MOCKS = {"unittest.mock", "mock", "pytest_mock"}

# Where a file would only make sense on the computer that it was written on.
MACHINE_PATH = re.compile(r"(?<![\w.~/:$}-])(?:/(?:home|root|Users|work|tmp|mnt)/\w|[A-Z]:\\\w)")
REGISTRY = re.compile(
    r"https?://[^\s/]*(?:pypi|pythonhosted|npmjs|crates\.io|rubygems|proxy\.golang)"
    r"|--(?:extra-)?index-url|file:///\w",
    re.IGNORECASE,
)
# The share of goals that somebody's appointments are said to save. No study of it was ever found.
LEGEND = re.compile(r"\b(?:65|95)(?:\s|&nbsp;|\N{NO-BREAK SPACE})*(?:%|percent|per cent)", re.I)
COPY = re.compile(r"(?:bot|adapters|docs)/.*|README.*|CHANGELOG.*")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tree(path: str) -> ast.Module:
    """The syntax tree of a module."""
    gc.disable()  # a collection meanwhile can end a parse of Python 3.11: cpython issue 106905
    try:
        return ast.parse((ROOT / path).read_text("utf-8"), path)
    finally:
        gc.enable()


def functions(path: str) -> Iterator[Function]:
    """Every function of a module, nested ones and methods included."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    """The lines of a function from `def` on; a docstring is free."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is None:
        return lines
    return lines - ((first.end_lineno or first.lineno) - first.lineno + 1)


def imports(path: str) -> dict[str, str]:
    """What a module imports: each local name, and the dotted name of what it stands for."""
    names: dict[str, str] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
    return names


def dotted(node: ast.expr) -> str:
    """The dotted name of an expression such as `a.b.c`; "" for any other one."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name) if before := dotted(value):
            return f"{before}.{name}"
    return ""


def uses(path: str) -> Iterator[tuple[int, str]]:
    """Every name that a module uses, spelled out by its imports, with the line."""
    known = imports(path)
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Name | ast.Attribute) and (name := dotted(node)):
            head, _, rest = name.partition(".")
            full = known.get(head, head)
            yield node.lineno, f"{full}.{rest}" if rest else full


def within(name: str, names: set[str]) -> bool:
    """Whether a dotted name is one of these, or below one."""
    parts = name.split(".")
    return any(".".join(parts[:n]) in names for n in range(1, len(parts) + 1))


@cache
def committed() -> tuple[str, ...]:
    """The files of the project: those git knows or would add; without git, those of the folders."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        out = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
        return tuple(name for name in out.split("\0") if name and (ROOT / name).is_file())
    found = [path for folder in (*FOLDERS, "docs", ".ci") for path in (ROOT / folder).rglob("*")]
    files = [path for path in (*found, *ROOT.glob("*")) if path.is_file()]
    return tuple(path.relative_to(ROOT).as_posix() for path in files if path.suffix != ".pyc")


def hits(pattern: re.Pattern[str], files: Iterator[str]) -> list[str]:
    """Where a pattern stands in these files: "file:line: what". Not in pictures and the like."""
    found = []
    for name in files:
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found += [f"{name}:{number}: {match[0]}" for match in pattern.finditer(line)]
    return found


def each(paths: Iterable[str], what: Callable[[str], object]) -> list[str]:
    """What is to be said about each of these modules, where there is anything."""
    return [f"{path}: {said}" for path in paths if (said := what(path))]


def test_every_module_begins_by_saying_what_it_is_for() -> None:
    assert not each(MODULES, lambda path: not ast.get_docstring(tree(path)))


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {path: len((ROOT / path).read_text("utf-8").splitlines()) for path in MODULES}
    assert not {path: length for path, length in lengths.items() if length > 300}


def test_no_function_is_longer_than_30_lines() -> None:
    def long(path: str) -> list[str]:
        return [f"{f.name}: {length(f)} lines" for f in functions(path) if length(f) > 30]

    assert not each((path for path in MODULES if not path.startswith(MIGRATIONS)), long)


def test_every_function_says_what_it_returns() -> None:
    def silent(path: str) -> list[str]:
        return [f"{f.name} in line {f.lineno}" for f in functions(path) if f.returns is None]

    assert not each(MODULES, silent)


def test_the_core_imports_nothing_but_itself_and_the_standard_library() -> None:
    def foreign(path: str) -> list[str]:
        allowed = {"bot", *sys.stdlib_module_names, *LIBRARIES.get(path, ())}
        return [name for name in imports(path).values() if name.split(".")[0] not in allowed]

    assert not each(CORE, foreign)


def test_the_core_decides_the_same_the_next_time() -> None:
    def changing(path: str) -> list[str]:
        named = [f"{name} in line {n}" for n, name in uses(path) if within(name, UNREPEATABLE)]
        return named + [name for name in imports(path).values() if within(name, UNREPEATABLE)]

    assert not each(CORE, changing)


def test_the_core_prints_nothing() -> None:
    prints = ("print", "input", "sys.stdout")
    assert not each(CORE, lambda path: [n for n, name in uses(path) if name in prints])


def test_no_module_uses_mock_objects() -> None:
    def mocks(path: str) -> list[str]:
        return [name for name in imports(path).values() if within(name, MOCKS)]

    assert not each(MODULES, mocks)


def test_no_file_names_a_path_of_one_computer() -> None:
    assert not hits(MACHINE_PATH, iter(committed()))


def test_no_file_names_the_address_of_a_package_registry() -> None:
    this = Path(__file__).relative_to(ROOT).as_posix()
    assert not hits(REGISTRY, (name for name in committed() if name != this))


def test_nothing_that_people_read_repeats_the_legend_of_accountability() -> None:
    assert not hits(LEGEND, (name for name in committed() if COPY.fullmatch(name)))


def test_every_pin_is_a_name_and_a_version() -> None:
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert not [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", pin)]
    names = [pin.split("==")[0].lower() for pin in pins]
    assert names == sorted(names)


def test_everything_that_is_installed_directly_is_pinned() -> None:
    project = PROJECT["project"]
    wanted = [*PROJECT["build-system"]["requires"], *project["dependencies"]]
    wanted += [name for extra in project["optional-dependencies"].values() for name in extra]
    pins = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {normal(pin.split("==")[0]) for pin in pins}
    assert {normal(re.split(r"[\[<>=;]", want)[0]) for want in wanted} <= pinned


def test_the_example_of_settings_names_each_with_its_default() -> None:
    text = (ROOT / ".env.example").read_text("utf-8")
    defaults = {name.upper(): str(field.default) for name, field in Settings.model_fields.items()}
    assert dict(re.findall(r"^([A-Z_]+)=(.*)$", text, re.MULTILINE)) == defaults


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_verb_of_make_explains_itself() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    verbs = re.search(r"^\.PHONY: help (.*)$", text, re.MULTILINE)
    assert verbs
    assert re.findall(r"^([a-z]+):.* ## \w", text, re.MULTILINE) == verbs[1].split()


def test_what_few_need_is_in_nobodys_memory() -> None:
    seldom = ("alembic", "cryptography", "discord", "icalendar", "slack_bolt", "slack_sdk")
    told = f"import sys, bot.cli; print([name for name in {seldom} if name in sys.modules])"
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
