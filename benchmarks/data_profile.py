"""Seconds and memory for 100,000 generated customers (12 columns, 12 rules, one in twenty twice), beside a bare polars profile.

``python benchmarks/data_profile.py [rows]`` profiles the file, searches it for duplicates, does both in one run, and has polars
count the same columns as a floor. Each run is a process of its own, so that its largest memory is its own; seconds of the
processor stand beside those of the clock, because other work may go on.
"""

import csv
import datetime
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from itertools import chain, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
ROWS, MOST_SECONDS, MOST_MB = 100_000, 60, 500
FAMILY, GIVEN = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗", "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚"
CITIES = {
    "上海": "上海",
    "苏州": "江苏",
    "南京": "江苏",
    "杭州": "浙江",
    "宁波": "浙江",
    "深圳": "广东",
    "广州": "广东",
}
COLUMNS = (
    ("number", "code"), ("name", "person"), ("company", "text"), ("credit_code", "uscc"), ("phone", "phone"),
    ("email", "email"), ("city", "text"), ("province", "text"), ("country", "country"), ("born", "date"),
    ("last_order", "date"), ("turnover", "number"),
)  # fmt: skip


def write(path: str, rows: int) -> None:
    """Fictitious customers; about every twentieth value is missing or wrong."""
    chance = random.Random(9)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([name for name, _kind in COLUMNS])
        kept: list[list[str]] = []
        for n in range(rows):
            row = _copy(n, chance.choice(kept), chance) if n % 20 == 19 else _customer(n, chance)
            kept = [*kept[-18:], row]
            writer.writerow(row)


def _copy(n: int, row: list[str], chance: random.Random) -> list[str]:
    """The same customer under another number, with a slip."""
    row = [f"K-{n:06d}", *row[1:]]
    at = chance.choice((1, 2, 4, 5))
    row[at] = row[at][:-1] if len(row[at]) > 4 else ""
    return row


def _customer(n: int, chance: random.Random) -> list[str]:
    from stdnum.cn import uscc

    city = chance.choice(list(CITIES))
    code = f"91310000MA{n % 1_000_000:07d}"
    day = datetime.date(1950, 1, 1) + datetime.timedelta(days=chance.randrange(20_000))
    order = datetime.date(2020, 1, 1) + datetime.timedelta(days=chance.randrange(2_400))
    row = [
        f"K-{n:06d}",
        chance.choice(FAMILY) + chance.choice(GIVEN) + chance.choice(["", chance.choice(GIVEN)]),
        f"{city}{chance.choice(GIVEN)}{chance.choice(GIVEN)}有限公司",
        code + uscc.calc_check_digit(code),
        f"13{chance.randrange(10**9):09d}",
        f"kunde{n}@example{chance.randrange(50)}.com",
        city,
        CITIES[city],
        "CN",
        day.isoformat(),
        f"{order:%Y/%m/%d}",
        f"{chance.randrange(1_000_000):,}",
    ]
    if chance.random() < 0.5:
        row[chance.randrange(1, 12)] = chance.choice(["", "", "n/a", "???", "1234"])
    return row


def both(path: str) -> None:
    """What a person waits for: the profile, then the duplicates, one after the other in one process."""
    profile(path, quiet=True)
    duplicates(path)


def duplicates(path: str) -> None:
    from implementation.data_readiness.duplicates.engine import find_in
    from implementation.data_readiness.duplicates.roles import guess_roles
    from implementation.data_readiness.duplicates.weights import THRESHOLD

    names = [name for name, _kind in COLUMNS]
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        sample = list(islice(reader, 200))
        pairs = find_in(enumerate(chain(sample, reader), start=2), guess_roles(names, sample))
    tell(ROWS, sum(pair.score >= THRESHOLD for pair in pairs))


def profile(path: str, *, quiet: bool = False) -> None:
    """By the product's engine, streaming."""
    from implementation.data_readiness.profiling.engine import Heading
    from implementation.data_readiness.profiling.engine import profile as look
    from implementation.data_readiness.profiling.rules import Rule, Setting

    rules = [Rule("complete", name, key=n) for n, (name, _kind) in enumerate(COLUMNS[:6])]
    rules += [Rule("unique", "number"), Rule("kind", "phone", params={"kind": "phone"})]
    rules += [Rule("kind", "credit_code", params={"kind": "uscc"}), Rule("same", "city", "province")]
    rules += [Rule("order", "born", "last_order"), Rule("timely", "last_order", params={"days": 730})]
    personal = {"name", "phone", "email", "born"}
    with open(path, encoding="utf-8", newline="") as file:
        rows = ((line, [cell.strip() for cell in cells]) for line, cells in enumerate(csv.reader(file), start=1))
        next(rows)
        headings = [Heading(name, kind, name in personal) for name, kind in COLUMNS]
        found = look(rows, headings, rules, setting=Setting(datetime.date(2026, 11, 22)))
    if not quiet:
        tell(found.rows, found.columns[1]["distinct"])


def floor(path: str) -> None:
    """By polars: filled, distinct and repeated for each column, nothing judged."""
    import polars

    table = polars.read_csv(path, infer_schema=False)
    told = []
    for name in table.columns:
        column = table[name].drop_nulls()
        times = column.value_counts()["count"]
        told.append((len(column), len(times), int(times.filter(times > 1).sum()), column.str.len_chars().max()))
    tell(len(table), told[1][1])


def tell(rows: int, counted: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"rows": rows, "counted": counted, "mb": used.ru_maxrss / 1024, "cpu": cpu}))


def run(what: str, path: str) -> dict:
    """One of the two in a process of its own; seconds include its start."""
    start = time.perf_counter()
    made = subprocess.run([sys.executable, __file__, what, path], capture_output=True, text=True, check=True)
    return json.loads(made.stdout) | {"seconds": time.perf_counter() - start}


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/customers.csv"
        write(path, rows)
        size = Path(path).stat().st_size / 1_000_000
        found = {what: run(what, path) for what in RUNS}
    print(f"{rows:,} rows, {len(COLUMNS)} columns, {size:.1f} MB; load {os.getloadavg()[0]:.1f}")
    for what, told in found.items():
        print(
            f"{what:10} {told['cpu']:6.1f} s of the processor {told['seconds']:6.1f} s by the clock {told['mb']:5.0f} MB"
            f"   {told['counted']:,} {'pairs' if what in ('duplicates', 'both') else 'names that differ'}"
        )
    for what in ("profile", "both"):
        print(f"{what}: {found[what]['cpu'] / found['floor']['cpu']:.1f} times the bare figures")
    assert found["profile"]["counted"] >= found["floor"]["counted"] - 1
    if rows == ROWS:
        assert found["both"]["cpu"] < MOST_SECONDS, found
        assert found["both"]["mb"] < MOST_MB, found


RUNS = {"floor": floor, "profile": profile, "duplicates": duplicates, "both": both}

if __name__ == "__main__":
    if sys.argv[1:2] and sys.argv[1] in RUNS:
        RUNS[sys.argv[1]](sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
