"""Records the examples of the OpenAPI description from the sample reports.

python benchmarks/record_api_examples.py    (writes src/reportqa/web/api/examples.json)
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from reportqa.library import Library
from reportqa.web.api import examples
from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings

ROOT = Path(__file__).resolve().parents[1]
TARGET = Path(examples.__file__).parent / "examples.json"
READS = {
    "figures": "/figures?agency=教育局&year=2019&indicator=requests.received&limit=1",
    "indicators": "/indicators",
    "reports": "/reports?limit=1",
    "report": "/reports/education-2019",
    "quote": "/reports/education-2019/quote?start=243&end=267",
    "widget": "/widget?lang=en",
    "challenge": "/challenge",
}


def record(client: TestClient) -> dict[str, Any]:
    """Return one response a route, long lists cut."""
    asked = client.post("/api/v1/ask", json={"question": "教育局2019年收到多少件信息公开申请？"})
    made: dict[str, Any] = {"ask": {**asked.json(), "ms": 6.8}, "feedback": {"status": "ok"}}
    for name, path in READS.items():
        made[name] = client.get("/api/v1" + path).json()
        for part in ("items", "sections", "contact", "warnings"):
            if part in made[name]:
                made[name][part] = made[name][part][:2]
        if name in ("figures", "indicators", "reports"):
            text = client.get("/api/v1" + path, headers={"accept": "text/csv"}).text
            made[f"{name}.csv"] = "".join(text.lstrip("\ufeff").splitlines(keepends=True)[:3])
    return made


def main() -> None:
    """Build the samples' index and record."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library.build(ROOT / "examples" / "corpus", folder, encoder="none")
        app = create_app(library, WebSettings(api=ApiSettings(secret="only for the recorded examples")))
        made = record(TestClient(app))
        library.close()
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(made)} examples")


if __name__ == "__main__":
    main()
