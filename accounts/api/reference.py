"""The description of the API as a person reads it: made from the same OpenAPI document that programs read."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

_CODE = re.compile(r"^\* `(?P<code>[^`]+)` - (?P<meaning>.+)$", re.M)
"""How a description tells what the codes of a named list mean."""

METHODS = ("get", "post", "patch")
JSON = "application/json"


@dataclass(frozen=True)
class Key:
    """One key of what is sent or answered, or one parameter."""

    name: str
    kind: str
    is_required: bool = False
    about: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """The codes that it may be, each with what it means where the code itself does not say so."""


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Key]
    headers: list[Key]
    sent: list[Key]
    answered: str
    problems: list[str]


@dataclass
class Part:
    """The operations on one kind of record."""

    title: str
    operations: list[Operation] = field(default_factory=list)


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document; the same for everybody, made once a process."""
    made: dict[str, Any] = SchemaGenerator().get_schema(public=True)
    return made


def parts() -> list[Part]:
    """Every operation, by what it is about."""
    found: dict[str, Part] = {}
    for path, methods in document()["paths"].items():
        for method in METHODS:
            if method in methods:
                tag = methods[method]["tags"][0]
                title = tag.replace("-", " ").capitalize()
                found.setdefault(tag, Part(title)).operations.append(_operation(path, method, methods[method]))
    return list(found.values())


def kinds() -> list[tuple[str, list[Key]]]:
    """What is answered, by name: each with its keys."""
    named = document()["components"]["schemas"]
    shown = {name: schema for name, schema in named.items() if schema.get("type") == "object" and _is_answer(name)}
    return [(name, list(_keys(schema))) for name, schema in shown.items()]


def _is_answer(name: str) -> bool:
    return not name.endswith("Request") and not name.startswith("Paginated")


def _operation(path: str, method: str, told: Mapping[str, Any]) -> Operation:
    sent = _schema_of(told.get("requestBody", {}))
    good: dict[str, Any] = next((answer for status, answer in told["responses"].items() if status.startswith("2")), {})
    return Operation(
        id=told["operationId"],
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        parameters=[_parameter(each) for each in told.get("parameters", []) if each["in"] == "query"],
        headers=[_parameter(each) for each in told.get("parameters", []) if each["in"] == "header"],
        sent=list(_keys(_resolved(sent))) if sent else [],
        answered=_kind(_schema_of(good)),
        problems=sorted(code for code in told["responses"] if code[0] == "4"),
    )


def _schema_of(body: Mapping[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = body.get("content", {}).get(JSON, {}).get("schema", {})
    return schema


def _parameter(told: Mapping[str, Any]) -> Key:
    return Key(told["name"], _kind(told["schema"]), told.get("required", False), told.get("description", ""))


def _keys(schema: Mapping[str, Any]) -> Iterable[Key]:
    required = schema.get("required", ())
    for name, told in schema.get("properties", {}).items():
        about = told.get("description", "").partition("\n\n*")[0]
        yield Key(name, _kind(told), name in required, "" if about.startswith("*") else about, tuple(_values(told)))


def _values(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The codes that it may be, of itself or of the named list that it refers to, each with what it means."""
    meanings = {found["code"]: found["meaning"] for found in _CODE.finditer(told.get("description", ""))}
    codes = [str(value) for value in told.get("enum", []) if value not in {"", None}]
    own = [(code, "" if _says_itself(code, meanings.get(code, "")) else meanings[code]) for code in codes]
    for inner in (told, *told.get("allOf", []), *told.get("oneOf", [])):
        if "$ref" in inner:
            own += _values(_resolved(inner))
    return own


def _says_itself(code: str, meaning: str) -> bool:
    """Whether nothing is to be said beside the code.

    >>> _says_itself("no_answer", "No answer"), _says_itself("C2", "Full care order"), _says_itself("x", "")
    (True, False, True)
    """
    return not meaning or code.replace("_", " ") == meaning.lower()


def _kind(told: Mapping[str, Any]) -> str:
    """In a word or two: `string`, `date-time or null`, `list of Episode`."""
    if "$ref" in told:
        resolved = _resolved(told)
        name = str(told["$ref"]).rpartition("/")[2]
        if name.startswith("Paginated"):
            return "a page of " + name.removeprefix("Paginated").removesuffix("List")
        return "one of" if "enum" in resolved else name
    inner = told.get("oneOf") or told.get("allOf")
    if inner:
        return " or ".join(dict.fromkeys(filter(None, (_kind(each) for each in inner))))
    if told.get("type") == "array":
        return f"list of {_kind(told['items'])}"
    types = told.get("type", "")
    listed = types if isinstance(types, list) else [types]
    return " or ".join(told.get("format", kind) if kind == "string" else kind for kind in listed)


def _resolved(told: Mapping[str, Any]) -> dict[str, Any]:
    if "$ref" not in told:
        return dict(told)
    named: dict[str, Any] = document()["components"]["schemas"][str(told["$ref"]).rpartition("/")[2]]
    return named
