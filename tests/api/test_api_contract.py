"""The OpenAPI description: complete, with true examples, and what the API does. The long run is a benchmark."""

from __future__ import annotations

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import checks

from api.alone import made_app
from reportqa.web.api.errors import CODES
from reportqa.web.api.settings import ApiSettings
from reportqa.web.settings import WebSettings

API = "/api/v1"


@pytest.fixture(scope="module")
def description(real):
    return real.get(f"{API}/openapi.json").json()


def described(description):
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            for status, response in operation["responses"].items():
                yield f"{method} {path}", status, response


def test_every_status_has_an_example_that_fits_its_schema(description):
    seen = 0
    for route, status, response in described(description):
        if status == "304":
            continue
        for media, content in response["content"].items():
            examples = [e["value"] for e in content.get("examples", {}).values()] or [content["example"]]
            for example in examples:
                assert example, (route, status, media)
                seen += 1
                if media == "application/json":
                    schema = {**content["schema"], "components": description["components"]}
                    jsonschema.validate(example, schema)
    assert seen > 60


def test_every_code_is_described_somewhere(description):
    told = {
        code
        for _, status, response in described(description)
        if status[0] in "45"
        for code in response["content"]["application/json"]["examples"]
    }
    assert set(CODES) - told == {"not_found", "method_not_allowed"}, "these have no route"


def test_every_route_is_described(real, description):
    assert set(description["paths"]) == {
        "/ask",
        "/feedback",
        "/figures",
        "/indicators",
        "/reports",
        "/reports/{report_id}",
        "/reports/{report_id}/quote",
        "/widget",
        "/challenge",
    }
    assert description["servers"] == [{"url": API}]


def test_recorded_examples_are_what_the_api_says_today(real):
    from reportqa.web.api.examples import recorded

    asked = real.post(f"{API}/ask", json={"question": "教育局2019年收到多少件信息公开申请？"}).json()
    shown = recorded()["ask"]
    for part in ("status", "text", "figures", "citations"):
        assert asked[part] == shown[part], "run: python benchmarks/record_api_examples.py"


def test_no_answer_breaks_its_description(sample_library):
    api = ApiSettings(asks_per_minute=0, asks_per_minute_total=0)
    app = made_app(sample_library, WebSettings(api=api), lambda _: None)
    schema = schemathesis.openapi.from_asgi(f"{API}/openapi.json", app)
    cases = st.one_of([operation.ok().as_strategy() for operation in schema.get_all_operations()])

    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(cases)
    def tried(case):
        case.call_and_validate(
            checks=[
                checks.not_a_server_error,
                checks.status_code_conformance,
                checks.content_type_conformance,
                checks.response_schema_conformance,
            ]
        )

    tried()
