"""The API under wrk with 8 connections, on SQLite, beside its cheapest call in the same run.

    .venv/bin/python benchmarks/sla_api.py [SECONDS]

A database of its own, granian in front, tokens without a limit. First `ping`, which reads the token and counts the call: the
floor under every other. Then batches of 1, 100 and 1,000 rows, each with moments of its own. What was answered as added is
stored, and besides it only what wrk had in flight when it stopped. Needs wrk (Debian: apt-get install wrk).
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS, THREADS, PORT = 8, 2, 8144
BATCHES = (1, 100, 1000)

SCRIPT = """
local thread_count = 0
function setup(thread) thread:set("id", thread_count); thread_count = thread_count + 1 end
function init(args) n = 0; added = 0; wrong = 0 end
function moment(k)
  local second = k % 60; local minute = math.floor(k / 60) % 60; local hour = math.floor(k / 3600) % 24
  local day = math.floor(k / 86400) % 28 + 1; local month = math.floor(k / 2419200) % 12 + 1
  local year = 2001 + math.floor(k / 29030400)
  return string.format("%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, hour, minute, second)
end
function request()
  local rows = {}
  for i = 1, ROWS do
    rows[i] = string.format('{"monitor":"bench ROWS %d","at":"%s","state":"up","value":100}', id, moment(n)); n = n + 1
  end
  return wrk.format("POST", "/api/v1/measurements", nil, '{"measurements":[' .. table.concat(rows, ",") .. ']}')
end
function response(status, headers, body)
  if status == 200 then added = added + tonumber(body:match('"added": ?(%d+)')) else wrong = wrong + 1 end
end
"""
HEAD = """
wrk.headers["Authorization"] = "Bearer KEY"
wrk.headers["Content-Type"] = "application/json"
"""
PING = "function setup(thread) end function init(args) added = 0; wrong = 0 end\n" + (
    "function response(status) if status ~= 200 then wrong = wrong + 1 end end\n"
)
DONE = """
local threads = {}
local first = setup
function setup(thread) first(thread); table.insert(threads, thread) end
function done(summary, latency, requests)
  local added, wrong = 0, 0
  for _, thread in ipairs(threads) do added = added + thread:get("added"); wrong = wrong + thread:get("wrong") end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d\\n", summary.requests, summary.duration, latency:percentile(99),
    added, wrong, e.connect + e.read + e.write + e.timeout))
end
"""


def manage(*given: str, env: dict) -> str:
    done = subprocess.run([sys.executable, *given], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return done.stdout


def prepare(env: dict) -> str:
    manage("manage.py", "lay_tables", "-v0", env=env)
    manage("manage.py", "createcachetable", "-v0", env=env)
    words = (
        "import django; django.setup()\n"
        "from tests.factories import make_programme\nfrom tests.sla.factories import make_agreement\n"
        "from tests.sla.api.calls import make_key\nprint(make_key(make_agreement(make_programme()))[1])"
    )
    return manage("-c", words, env=env).strip()


def stored(env: dict) -> int:
    words = "import django; django.setup()\nfrom sla.models import Measurement\nprint(Measurement.objects.count())"
    return int(manage("-c", words, env=env))


def serve(env: dict) -> subprocess.Popen:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    web += ["--workers", "1", "--blocking-threads", "5", "--host", "127.0.0.1", "--port", str(PORT)]
    return subprocess.Popen([*web, "config.wsgi:application"], cwd=ROOT, env=env)


def wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/v1/openapi.json", timeout=5).close()
            return
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The server did not start.")


def press(folder: Path, key: str, script: str, path: str, seconds: int) -> dict[str, float]:
    file = folder / "call.lua"
    file.write_text(HEAD.replace("KEY", key) + script + DONE)
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "20s", "--latency"]
    out = subprocess.run(
        [*command, "-s", str(file), f"http://127.0.0.1:{PORT}{path}"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    if not found:
        raise SystemExit(out)
    calls, micros, late, added, wrong, errors = map(int, found.groups())
    return {
        "calls_per_second": round(calls / micros * 1e6, 1),
        "rows_per_second": round(added / micros * 1e6),
        "p99_ms": round(late / 1000, 1),
        "added": added,
        "not_200": wrong,
        "errors": errors,
    }


def main(seconds: int) -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed: apt-get install wrk")
    folder = Path(tempfile.mkdtemp(prefix="sla-api-"))
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "API_REQUESTS_PER_MINUTE": "1000000000",
        "API_ROWS_PER_MINUTE": "2000000000",
    }
    server = None
    try:
        key = prepare(env)
        server = serve(env)
        wait()
        found = {"ping": press(folder, key, PING, "/api/v1/ping", seconds)}
        for rows in BATCHES:
            script = SCRIPT.replace("ROWS", str(rows))
            found[f"{rows} rows"] = press(folder, key, script, "/api/v1/measurements", seconds)
            time.sleep(1)  # calls that wrk cut off at its end are still written
        found["rows answered as added"] = sum(part["added"] for part in found.values())
        found["rows stored"] = stored(env)
        found["rows of calls that wrk cut off at its end, at most"] = CONNECTIONS * sum(BATCHES)
        floor = found["ping"]["calls_per_second"]
        found["of the floor"] = {f"{n} rows": round(found[f"{n} rows"]["calls_per_second"] / floor, 3) for n in BATCHES}
        print(json.dumps(found, indent=2))
        if not 0 <= found["rows stored"] - found["rows answered as added"] <= CONNECTIONS * sum(BATCHES):
            raise SystemExit("Rows were lost or kept twice.")
    finally:
        if server:
            server.terminate()
            server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
