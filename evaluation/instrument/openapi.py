"""The description of the interface for programs (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

STRING = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
ROUND = {
    "type": "object",
    "required": ["id", "name", "year", "state", "regions"],
    "properties": {
        "id": {"type": "string", "format": "uuid"},
        "name": STRING,
        "year": {"type": "string", "examples": ["2026/27"]},
        "state": STRING,
        "regions": {"type": "array", "items": STRING},
    },
}
RATE = {
    "type": "object",
    "required": ["name", "answered"],
    "properties": {
        "name": STRING,
        "answered": {
            "type": "string",
            "description": "In words: “7 of 12”, “Not asked”, or “Fewer than 5 asked” where it is hidden.",
        },
    },
}
PK = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
REFUSALS = {
    "401": {"description": "The key is unknown, over, revoked or of another scope."},
    "404": {"description": "There is no such round, or the account does not read it."},
}


def _reads(summary: str, schema: dict[str, Any], *, of_round: bool) -> dict[str, Any]:
    answer = {"description": summary, "content": {"application/json": {"schema": schema}}}
    parameters = {"parameters": [PK]} if of_round else {}
    return {"get": {"summary": summary, **parameters, "responses": {"200": answer, **REFUSALS}}}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


DESCRIPTION: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Peer challenge",
        "version": "1",
        "description": "Read only. Groups too small to show, and what could be found from them by subtraction, are "
        "hidden here as on every page.",
    },
    "security": [{"key": []}],
    "components": {"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/api/v1/rounds/": _reads(
            "Rounds (scope: rounds)", _object(rounds={"type": "array", "items": ROUND}), of_round=False
        ),
        "/api/v1/rounds/{id}/rates/": _reads(
            "Response rates (scope: rounds)",
            _object(
                as_of=MAYBE,
                everyone=MAYBE,
                by_role={"type": "array", "items": RATE},
                by_council={"type": "array", "items": RATE},
            ),
            of_round=True,
        ),
        "/api/v1/rounds/{id}/findings/": _reads(
            "Findings for staff (scope: findings)",
            _object(counted_at=MAYBE, findings={"type": ["object", "null"]}),
            of_round=True,
        ),
    },
}
