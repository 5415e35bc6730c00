"""Tries the API against its own OpenAPI description with schemathesis, on the sample reports.

python benchmarks/api_contract.py [--examples 420]

Ends with 1 if any answer is a 5xx, breaks its schema, or has a status or type that is not described.
With the default it makes more than 5,000 requests, valid and not.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from api import ROOT, wait_for

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method"
)
CONFIG = """
[checks.negative_data_rejection]
expected-statuses = [400, 403, 404, 405, 406, 413, 415, 422, 429]
"""
"""A body that is too long is refused as such before its fields are looked at."""
SERVER = """
import sys
from pathlib import Path
from reportqa.library import Library
from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import serve
from reportqa.web.settings import WebSettings
folder, port = sys.argv[1:]
api = ApiSettings(asks_per_minute=0, asks_per_minute_total=0)
settings = WebSettings(api=api, feedback_file=Path(folder) / "feedback.sqlite")
serve(lambda: Library.open(folder, encoder="none"), "127.0.0.1", int(port), settings)
"""


def main() -> None:
    """Run the server and schemathesis."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=420, help="most cases an address")
    parser.add_argument("--port", type=int, default=7898)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from reportqa.library import Library

    with tempfile.TemporaryDirectory() as folder:
        Library.build(ROOT / "examples" / "corpus", folder, encoder="none").close()
        server = subprocess.Popen([sys.executable, "-c", SERVER, folder, str(given.port)])
        try:
            base = f"http://127.0.0.1:{given.port}"
            wait_for(base, server)
            command = [
                str(Path(sys.executable).with_name("schemathesis")),
                "run",
                f"{base}/api/v1/openapi.json",
            ]
            command += ["--checks", CHECKS, "--max-examples", str(given.examples), "--seed", str(given.seed)]
            Path(folder, "schemathesis.toml").write_text(CONFIG)
            done = subprocess.run(
                [*command, "--suppress-health-check", "all"],
                capture_output=True,
                text=True,
                check=False,
                cwd=folder,
            )
        finally:
            server.terminate()
            server.wait(10)
    shown = done.stdout[done.stdout.find("= FAILURES =") :] if done.returncode else done.stdout[-600:]
    print("\n".join(line[:300] for line in shown.splitlines()))
    made = re.search(r"(\d[\d,]*) generated", done.stdout)
    print(f"{made[1] if made else 'no'} cases; {'some failed' if done.returncode else 'all as described'}")
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
