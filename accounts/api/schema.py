"""The description of the API (OpenAPI 3.1), made from the code."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema

PROBLEM_REF = "#/components/schemas/Problem"
PROBLEMS = {
    "400": "What was sent is not well formed, or has a key that is not known; errors says what, by key.",
    "401": "Nobody is signed in, and no good token was sent.",
    "403": "The user’s role does not let them do this.",
    "404": "There is no such record, or it is not the user’s to see.",
    "406": "The answer is JSON, and the request would not take it.",
    "409": "It may not happen as things stand; detail says why.",
    "412": "It was changed since it was read: see `If-Match`.",
    "413": "What was sent is too long.",
    "415": "What is sent must be JSON.",
}


class Described(AutoSchema):
    """The first line of a docstring is the summary, the rest the description."""

    def get_summary(self) -> str | None:
        return str(super().get_description()).partition("\n")[0] or None

    def get_description(self) -> str:  # type: ignore[override]
        return str(super().get_description()).partition("\n")[2].strip()

    def get_override_parameters(self) -> list[Any]:
        """What the resource declares that it may be asked in the address."""
        view: Any = self.view
        asked = view.asks.get(view.action)
        return [asked] if asked and asked().fields else []


class SignedInScheme(OpenApiAuthenticationExtension):
    target_class = "accounts.api.authentication.SignedIn"
    name = ["token", "session"]

    def get_security_requirement(self, auto_schema: Any) -> Any:
        return [{name: []} for name in self.name]

    def get_security_definition(self, auto_schema: Any) -> Any:
        return [
            {"type": "http", "scheme": "bearer", "description": "A token made on the page Your account."},
            {"type": "apiKey", "in": "cookie", "name": "safe_return_session", "description": "Signed in in a browser."},
        ]


def close_what_is_sent(result: dict[str, Any], **options: Any) -> dict[str, Any]:
    """A postprocessing hook: a key that is not described is refused (`accounts.api.views.checked`)."""
    for methods in result["paths"].values():
        for operation in methods.values():
            for sent in operation.get("requestBody", {}).get("content", {}).values():
                name = sent["schema"]["$ref"].rpartition("/")[2]
                result["components"]["schemas"][name]["additionalProperties"] = False
    return result


def declare_problems(result: dict[str, Any], **options: Any) -> dict[str, Any]:
    """A postprocessing hook: what each operation answers when it cannot be."""
    fault = {"field": {"type": "string"}, "detail": {"type": "string"}}
    result["components"]["schemas"]["Problem"] = {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": {"type": "object", "properties": fault, "required": [*fault]}},
        },
        "required": ["type", "title", "status", "detail"],
    }
    content = {"application/problem+json": {"schema": {"$ref": PROBLEM_REF}}}
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            for status, description in PROBLEMS.items():
                if _may_answer(status, path, method):
                    operation["responses"][status] = {"description": description, "content": content}
    return result


def _may_answer(status: str, path: str, method: str) -> bool:
    if status == "404":
        return "{" in path or method == "get"
    if status == "412":
        return method == "patch"
    return method != "get" if status in {"409", "413", "415"} else True
