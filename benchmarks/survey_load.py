"""A survey of 5,000 people: opened, mailed by a worker that is killed in the middle, answered under wrk with 8 connections.

    .venv/bin/python benchmarks/survey_load.py [PEOPLE]

A database, a queue and a mail folder of its own, granian in front. Opening is measured in seconds and queries. The worker is
killed when a third of the mails have left, started anew, and what it left is swept: each address has its mail once. Then every
link is answered once by POST, and every fiftieth twice at the same moment; answers stored, links used and answers taken by the
page must be one number. wrk asks its first thread for one request that it never sends. The floor is the sign-in page under the same
load. Needs wrk (Debian: apt-get install wrk).
"""

import collections
import email
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS, THREADS, PORT = 8, 2, 8146
EVERY = 50

ANSWERS = """
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Cookie"] = "csrftoken=abcdefghijklmnopqrstuvwxyz012345"
local thread_count = 0
function setup(thread) thread:set("id", thread_count); thread_count = thread_count + 1 end
function init(args)
  tokens = {}; at = id == 0 and -1 or 0; taken = 0; gone = 0; wrong = 0
  local n = 0
  for line in io.lines("TOKENS") do
    if n % THREADS == id then table.insert(tokens, line); if #tokens % EVERY == 0 then table.insert(tokens, line) end end
    n = n + 1
  end
end
function request()
  at = at + 1
  if at < 1 or at > #tokens then return wrk.format("GET", "/survey/thanks/") end
  local body = "csrfmiddlewaretoken=abcdefghijklmnopqrstuvwxyz012345&lang=en&remark="
  for q = 0, 4 do body = body .. "&q" .. q .. "=" .. math.random(1, 5) end
  return wrk.format("POST", "/survey/" .. tokens[at] .. "/", nil, body)
end
function response(status)
  if status == 302 then taken = taken + 1 elseif status == 410 then gone = gone + 1 elseif status ~= 200 then wrong = wrong + 1 end
  if taken + gone + wrong >= #tokens then wrk.thread:stop() end
end
"""
FLOOR = """
function setup(thread) end
function init(args) taken = 0; gone = 0; wrong = 0 end
function response(status) if status == 200 then taken = taken + 1 else wrong = wrong + 1 end end
"""
DONE = """
local threads, first = {}, setup
function setup(thread) first(thread); table.insert(threads, thread) end
function done(summary, latency)
  local taken, gone, wrong = 0, 0, 0
  for _, thread in ipairs(threads) do
    taken = taken + thread:get("taken"); gone = gone + thread:get("gone"); wrong = wrong + thread:get("wrong")
  end
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), taken, gone, wrong, e.connect + e.read + e.write + e.timeout))
end
"""
PREPARE = """
import django; django.setup()
from implementation.programme.models import Department
from implementation.staff.models import Employee
from tests.factories import make_programme, user_as
from tests.survey.factories import make_survey
programme = make_programme()
user_as("manager", programme)
places = [Department.objects.create(organisation=programme.organisation, name=f"Department {n}") for n in range(40)]
Employee.objects.bulk_create([
    Employee(programme=programme, name=f"Employee {n}", email=f"employee{n}@example.org", department=places[n % 40])
    for n in range(PEOPLE)
], batch_size=500)
make_survey(programme)
"""
OPEN = """
import django; django.setup()
import time
from django.db import connection
from django.test.utils import CaptureQueriesContext
from change_mgmt.survey import actions
from change_mgmt.survey.models import Invitation, Survey
from tests.factories import user_as
survey = Survey.objects.select_related("programme__organisation").get()
by, start = user_as("manager", survey.programme), time.perf_counter()
with CaptureQueriesContext(connection) as asked:
    actions.open_survey(survey, by=by)
print(round(time.perf_counter() - start, 2), len(asked))
"""
TOKENS = """
import django; django.setup()
from change_mgmt.survey.models import Invitation
for link in Invitation.objects.order_by("seed"): print(link.token)
"""
SWEEP = """
import django; django.setup()
import datetime
from django.utils import timezone
from core import tasks
from core.models import OutgoingMail
before = timezone.now() - datetime.timedelta(hours=1)
OutgoingMail.objects.exclude(state="sent").update(changed_at=before)  # ten minutes have passed
tasks.sweep_mail.call_local()
"""
COUNT = """
import django; django.setup()
from core.models import OutgoingMail
from change_mgmt.survey.models import Answer, Invitation
used = Invitation.objects.filter(state="answered").count()
print(Answer.objects.count(), used, OutgoingMail.objects.filter(state="sent").count(),
      OutgoingMail.objects.filter(state="failed").count(), OutgoingMail.objects.exclude(body="").count())
"""
CLOSE = """
import django; django.setup()
import time
from change_mgmt.survey import actions
from change_mgmt.survey.models import Survey
from tests.factories import user_as
survey = Survey.objects.select_related("programme__organisation").get()
start = time.perf_counter()
actions.mix(survey)
mixed = time.perf_counter() - start
start = time.perf_counter()
kept = actions.close_survey(survey, by=user_as("manager", survey.programme))
print(round(mixed, 2), round(time.perf_counter() - start, 2), kept.facts["total"]["answers"])
"""


def run(words: str, env: dict) -> str:
    done = subprocess.run([sys.executable, "-c", words], cwd=ROOT, env=env, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def manage(*given: str, env: dict) -> None:
    subprocess.run([sys.executable, "manage.py", *given], cwd=ROOT, env=env, capture_output=True, check=True)


def sent_so_far(folder: Path) -> int:
    """One file for each connection of the worker, however many mails it holds."""
    return sum(file.read_bytes().count(b"\nTo: ") for file in folder.glob("*.log"))


def recipients(folder: Path) -> collections.Counter:
    found = collections.Counter()
    for file in folder.glob("*.log"):
        for part in file.read_text().split("-" * 79 + "\n"):
            if part.strip():
                found[email.message_from_string(part)["To"]] += 1
    return found


def worker(env: dict) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "run_huey", "--no-periodic"]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def post(env: dict, mails: Path, people: int) -> dict[str, int]:
    """Kill the worker when a third has left, sweep, and let a second one send the rest."""
    first = worker(env)
    while sent_so_far(mails) < people // 3:
        time.sleep(0.1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    killed_at = sent_so_far(mails)
    run(SWEEP, env)
    second, waited = worker(env), time.monotonic()
    try:
        while sent_so_far(mails) < people - 1 and time.monotonic() - waited < 300:
            time.sleep(0.3)
        time.sleep(2)
    finally:
        second.terminate()
        second.wait(timeout=30)
    found = recipients(mails)
    return {"killed after": killed_at, "addresses": len(found), "most mails to one address": max(found.values())}


def serve(env: dict) -> subprocess.Popen:
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    web += ["--workers", "1", "--blocking-threads", "5", "--host", "127.0.0.1", "--port", str(PORT)]
    server = subprocess.Popen([*web, "config.wsgi:application"], cwd=ROOT, env=env)
    for _each in range(200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/accounts/login/", timeout=30).close()
            return server
        except OSError:
            time.sleep(0.3)
    raise SystemExit("The server did not start.")


def press(folder: Path, script: str, path: str, seconds: int) -> dict[str, float]:
    file = folder / "press.lua"
    file.write_text(script + DONE)
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "60s", "-s", str(file)]
    out = subprocess.run(
        [*command, f"http://127.0.0.1:{PORT}{path}"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", out)
    if not found:
        raise SystemExit(out)
    calls, micros, middle, late, taken, gone, wrong, errors = map(int, found.groups())
    return {
        "calls_per_second": round(calls / micros * 1e6, 1),
        "p50_ms": round(middle / 1000, 1),
        "p99_ms": round(late / 1000, 1),
        "taken": taken,
        "used before": gone,
        "wrong": wrong,
        "errors": errors,
    }


def main(people: int) -> None:
    if not shutil.which("wrk"):
        raise SystemExit("wrk is not installed: apt-get install wrk")
    folder = Path(tempfile.mkdtemp(prefix="survey-load-"))
    mails = folder / "mail"
    mails.mkdir()
    (folder / "settings_of_the_bench.py").write_text(
        "from config.settings import *\n"
        f"EMAIL_FILE_PATH = {str(mails)!r}\n"
        f"HUEY = {{**HUEY, 'filename': {str(folder / 'huey.sqlite3')!r}}}\n"
    )
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "settings_of_the_bench",
        "PYTHONPATH": f"{folder}:{ROOT}",
    }
    server = None
    try:
        manage("lay_tables", "-v0", env=env)
        manage("createcachetable", "-v0", env=env)
        run(PREPARE.replace("PEOPLE", str(people)), env)
        seconds, queries = run(OPEN, env).split()
        found: dict = {"people": people, "opened in seconds": float(seconds), "with queries": int(queries)}
        found["post"] = post(env, mails, people)
        tokens = folder / "tokens"
        tokens.write_text(run(TOKENS, env))
        server = serve(env)
        found["floor"] = press(folder, FLOOR, "/accounts/login/", 8)
        script = ANSWERS.replace("TOKENS", str(tokens)).replace("THREADS", str(THREADS)).replace("EVERY", str(EVERY))
        found["answers"] = press(folder, script, "/survey/thanks/", 600)
        answers, used, sent, failed, words = map(int, run(COUNT, env).split())
        found["kept"] = {
            "answers": answers,
            "links used": used,
            "mails sent": sent,
            "failed": failed,
            "texts kept": words,
        }
        found["of the floor"] = round(found["answers"]["calls_per_second"] / found["floor"]["calls_per_second"], 3)
        mixed, closed, told = run(CLOSE, env).split()
        found["mixed in seconds"], found["closed in seconds"], found["told"] = float(mixed), float(closed), int(told)
        print(json.dumps(found, indent=2))
        if not answers == used == found["answers"]["taken"] == people == int(told) or found["answers"]["wrong"]:
            raise SystemExit("Answers were lost or kept twice.")
        if found["post"]["most mails to one address"] != 1 or sent + failed != people or failed > 1:
            raise SystemExit("Mails were lost or sent twice.")
    finally:
        if server:
            server.terminate()
            server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
