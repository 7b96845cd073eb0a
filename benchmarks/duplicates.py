"""100,000 customers in two languages, one in twenty twice with slips: time, memory, what is found, and growth.

``python benchmarks/duplicates.py`` runs 10,000, 100,000 and 300,000 rows, each in a process of its own, and prints seconds, peak
memory, recall and precision against the truth that the rows were made from; ``… 1000000`` runs other sizes.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from math import log
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

SIZES = (10_000, 100_000, 300_000)
HEAD = [
    "number",
    "first name",
    "last name",
    "company",
    "street number",
    "address",
    "city",
    "postcode",
    "phone",
    "email",
    "birth date",
]
PARTS = "ba be bo da de di do fa ga go ha he ja jo ka ke ki la le li lo ma me mi mo na ne no pa pe ra re ri ro sa se ta te to va wa"
SYLLABLES = PARTS.split()
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰文建国志云峰海燕红梅春晓宇浩然子涵欣怡雨泽思远俊熙嘉诚"
PLACES = "华东南方北京上海广州深圳天津重庆成都武汉西安杭州苏州长沙青岛大连宁波厦门"
TRADES = "科技贸易电子机械建材食品医药物流能源环保服装化工软件餐饮装饰"
STREETS = "中山人民解放建设和平长江黄河南京北京延安淮海西湖新华文化胜利".strip()


def word(rng: random.Random, parts: int) -> str:
    return "".join(rng.choice(SYLLABLES) for _part in range(parts))


def customer(rng: random.Random, number: int) -> list[str]:
    birth = f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
    phone = f"1{rng.randint(30, 99)}{rng.randint(0, 99_999_999):08}"
    house, post = str(rng.randint(1, 400)), f"{rng.randint(1000, 9999)}00"
    if number % 2:
        given = rng.choice(GIVEN) + rng.choice(["", rng.choice(GIVEN)])
        family = rng.choice(FAMILY)
        company = f"{rng.choice(PLACES)}{rng.choice(PLACES)}{rng.choice(GIVEN)}{rng.choice(GIVEN)}{rng.choice(TRADES)}{rng.choice(TRADES)}有限公司"
        street, city = f"{rng.choice(STREETS)}{rng.choice(STREETS)}路{house}号", rng.choice(PLACES) + rng.choice(PLACES)
        mail = f"{word(rng, 3)}{rng.randint(1, 999)}@example.cn"
    else:
        given, family = word(rng, 2), word(rng, rng.choice((2, 3)))
        company = f"{word(rng, 3)} {word(rng, 2)} {rng.choice(('Ltd', 'GmbH', 'Inc', 'LLC'))}"
        street, city = f"{word(rng, 3)} street", word(rng, 3)
        mail = f"{given}.{family}{rng.randint(1, 99)}@example.org"
    return [given, family, company, house, street, city, post, phone, mail, birth]


def slipped(rng: random.Random, text: str) -> str:
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    return rng.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at] + text[at:],
        )
    )


def copied(rng: random.Random, row: list[str]) -> list[str]:
    """Up to three slips, one or two cells lost, at times names swapped or another telephone."""
    row = list(row)
    for at in rng.sample(range(len(row)), rng.randint(1, 3)):
        row[at] = slipped(rng, row[at])
    for at in rng.sample(range(2, len(row)), rng.randint(0, 2)):
        row[at] = ""
    if rng.random() < 0.1:
        row[0], row[1] = row[1], row[0]
    return row


def customers(total: int) -> Iterator[list[str]]:
    """Rows with the number of the customer first; a copy comes with the number of what it copies."""
    rng, kept = random.Random(7), []
    for number in range(total):
        if number % 20 == 19:
            source, row = rng.choice(kept)
            yield [str(source), *copied(rng, row)]
            kept.clear()
            continue
        row = customer(rng, number)
        kept.append((number, row))
        yield [str(number), *row]


def run(total: int) -> dict[str, float]:
    from implementation.data_readiness.duplicates.engine import find_in
    from implementation.data_readiness.duplicates.roles import guess_roles
    from implementation.data_readiness.duplicates.weights import THRESHOLD

    path = Path(f"/tmp/customers-{total}.tsv")
    path.write_text("\n".join("\t".join(row) for row in customers(total)), encoding="utf-8")
    began = time.process_time()
    with path.open(encoding="utf-8") as lines:
        sample = [line.rstrip("\n").split("\t") for _at, line in zip(range(200), lines, strict=False)]
    roles = guess_roles(HEAD, sample)
    truth: dict[str, list[int]] = {}

    def rows() -> Iterator[tuple[int, list[str]]]:
        with path.open(encoding="utf-8") as lines:
            for at, line in enumerate(lines):
                cells = line.rstrip("\n").split("\t")
                truth.setdefault(cells[0], []).append(at)
                yield at, ["", *cells[1:]]

    pairs = find_in(rows(), roles)
    seconds = time.process_time() - began
    path.unlink()
    true = {(first, other) for first, *others in truth.values() for other in others}
    found = {(pair.first, pair.second) for pair in pairs if pair.score >= THRESHOLD}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    hits = len(found & true)
    return {
        "rows": total,
        "seconds": seconds,
        "mb": peak,
        "recall": hits / len(true),
        "precision": hits / max(len(found), 1),
    }


def main() -> None:
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(run(int(sys.argv[2]))))
        return
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    first: dict[str, float] = {}
    for size in sizes:
        child = subprocess.run(
            [sys.executable, __file__, "--child", str(size)], capture_output=True, text=True, check=True
        )
        found = json.loads(child.stdout)
        first = first or found
        expected = found["rows"] * log(found["rows"]) / (first["rows"] * log(first["rows"]))
        print(
            f"{size:>9,} rows: {found['seconds']:6.1f} s of one processor, {found['mb']:5.0f} MB, recall {found['recall']:.3f}, "
            f"precision {found['precision']:.3f}, {found['seconds'] / first['seconds'] / expected:.2f} of n log n"
        )


if __name__ == "__main__":
    main()
