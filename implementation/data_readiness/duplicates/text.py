"""Text made comparable: case, width, accents, scripts, legal forms, readings. Nothing here knows of weights."""

import os
import re
import unicodedata
from collections.abc import Callable
from functools import cache

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORDS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
ALL_HAN = re.compile(rf"[{HAN}]+")
DIGITS = re.compile(r"\d+")

# Signs of names, places and companies that differ between the two Chinese scripts; readings find the rest.
TRADITIONAL = (
    "張陳劉楊黃趙吳孫馬鄭謝馮韓鄧許蘇盧蔣賈葉閻餘鐘鍾範陸蕭龍譚鄒譚萬賀錢嚴湯賴龔顧龐齊偉麗軍傑濤強豔華國東慶雲鳳蘭潔靜"
    "穎貴興榮寶鵬飛輝鋒剛勳衛紅嬌瑩鑫澤學義禮誠賢樂聖愛達廣臺灣業務網電機車貿實產發開設計科創資訊軟體聯際運輸藥醫療養農漁鋼鐵銅銀"
    "鏡錄鎮縣區鄉門號樓層單價買賣進齒輪紡織紙濟營銷團總經環保傳媒導蓮橋濱灘島嶺縱橫節歲歡點飯館顯會員長圓園藝術書報歷史紀線維護證"
)
SIMPLIFIED = (
    "张陈刘杨黄赵吴孙马郑谢冯韩邓许苏卢蒋贾叶阎余钟钟范陆萧龙谭邹谭万贺钱严汤赖龚顾庞齐伟丽军杰涛强艳华国东庆云凤兰洁静"
    "颖贵兴荣宝鹏飞辉锋刚勋卫红娇莹鑫泽学义礼诚贤乐圣爱达广台湾业务网电机车贸实产发开设计科创资讯软体联际运输药医疗养农渔钢铁铜银"
    "镜录镇县区乡门号楼层单价买卖进齿轮纺织纸济营销团总经环保传媒导莲桥滨滩岛岭纵横节岁欢点饭馆显会员长圆园艺术书报历史纪线维护证"
)
ONE_SCRIPT = str.maketrans(TRADITIONAL, SIMPLIFIED)

LEGAL_FORMS = (
    "ltd limited inc incorporated llc llp lp plc corp corporation co company companies gmbh mbh ag kg kgaa ohg ug se sa sarl"
    " sas srl spa bv nv oy oyj ab as aps pty pte kk sdn bhd ltda holding holdings group gruppe"
)
LEGAL_WORDS = frozenset(LEGAL_FORMS.split())
LEGAL_HAN = re.compile(r"(股份有限公司|有限责任公司|有限公司|分公司|总公司|公司|集团|企业)+$")
COMPOUND = "欧阳 司马 上官 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 东方 南宫 独孤"
COMPOUND_SURNAMES = frozenset(COMPOUND.split())

STREET_WORDS = {
    "street": "st", "str": "st", "strasse": "st", "straße": "st", "saint": "st", "sts": "st", "streets": "st",
    "avenue": "av", "ave": "av", "aves": "av", "avenues": "av", "boulevard": "bl", "blvd": "bl", "blv": "bl", "road": "rd",
    "drive": "dr", "drv": "dr", "lane": "ln", "place": "pl", "plaza": "plz", "court": "ct", "crt": "ct", "circuit": "cct", "circ": "cct",
    "crescent": "cres", "cr": "cres", "close": "cl", "square": "sq", "highway": "hwy", "parkway": "pkwy", "terrace": "tce",
    "ter": "tce", "parade": "pde", "north": "n", "south": "s", "east": "e", "west": "w", "mount": "mt", "building": "bldg",
    "floor": "fl", "apartment": "apt", "suite": "ste", "level": "lvl", "first": "1st", "second": "2nd", "third": "3rd",
    "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th", "eighth": "8th", "ninth": "9th", "tenth": "10th",
}  # fmt: skip
FILLING = "the of and at in on a an between near de la le und der die das"
FILLERS = frozenset(FILLING.split())


def fold(text: str) -> str:
    """One case, one width, one Chinese script, no accents."""
    text = text.strip()[:500]
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().translate(ONE_SCRIPT)
    if ALL_HAN.fullmatch(text):
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """Runs of letters and digits; Chinese apart from the rest; no apostrophes."""
    return WORDS.findall(fold(text).replace("'", "").replace("’", ""))[:40]


def is_han(text: str) -> bool:
    return ALL_HAN.fullmatch(text) is not None


class Readings(dict[int, str]):
    """How each sign is read, for ``str.translate``; a sign is looked up once."""

    def __missing__(self, sign: int) -> str:
        found = self[sign] = "".join(_pinyin(chr(sign))) if is_han(chr(sign)) else chr(sign)
        return found


@cache
def _reader() -> Callable[[str], list[str]]:
    """Names are read sign by sign, so the dictionary of phrases, which costs 40 MB, stays away."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    return lazy_pinyin


def _pinyin(sign: str) -> list[str]:
    return _reader()(sign)


READINGS = Readings()


def reading(text: str) -> str:
    return text if text.isascii() else text.translate(READINGS)


def without_legal_form(parts: list[str]) -> list[str]:
    """Legal forms at the end go (“Co., Ltd.”, 股份有限公司), unless nothing would be left."""
    kept = [LEGAL_HAN.sub("", part) or part if is_han(part) else part for part in parts]
    while len(kept) > 1 and kept[-1] in LEGAL_WORDS:
        kept.pop()
    return [part for part in kept if part not in FILLERS] or kept


def company_words(text: str) -> list[str]:
    return without_legal_form(words(text))


def person_words(text: str) -> list[str]:
    """The parts of a full name; a Chinese one is parted into family name and given name."""
    parts = []
    for part in words(text):
        if is_han(part) and 2 <= len(part) <= 4:
            cut = 2 if part[:2] in COMPOUND_SURNAMES and len(part) > 2 else 1
            parts += [part[:cut], part[cut:]]
        else:
            parts.append(part)
    return parts


def name_words(text: str) -> list[str]:
    """A column that may name persons or companies: what bears a legal form or is long is a company."""
    parts = words(text)
    if len(parts) == 1 and is_han(parts[0]) and len(parts[0]) <= 4 and not LEGAL_HAN.search(parts[0]):
        return person_words(text)
    return without_legal_form(parts)


def address_words(text: str) -> tuple[str, list[str]]:
    """The first number of an address (or nothing) and its words with one spelling of street, avenue, north …"""
    parts = [STREET_WORDS.get(part, part) for part in words(text)]
    number = next((part for part in parts[:4] if part[0].isdigit() and not part.endswith(("st", "nd", "rd", "th"))), "")
    kept = [part for part in parts if part != number and part not in FILLERS]
    return number, kept


def digits(text: str) -> str:
    return "".join(DIGITS.findall(unicodedata.normalize("NFKC", text[:100])))


def phone(text: str) -> str:
    """The last nine digits: country code, trunk zero, blanks and extension signs fall away."""
    found = digits(re.split(r"(?i)ext|x|#|分机|分機|转|轉", text[:100])[0]).lstrip("0")
    return found[-9:] if len(found) >= 6 else ""


def email(text: str) -> str:
    found = fold(text)
    local, at, domain = found.rpartition("@")
    return f"{local.split('+')[0]}@{domain}" if at and local and "." in domain else ""


def identifier(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())[:40]


def birth(text: str) -> str:
    """Year, month and day as eight digits where the order can be told; else the digits as they stand."""
    parts = DIGITS.findall(unicodedata.normalize("NFKC", text[:40]))
    if len(parts) >= 3 and len(parts[0]) == 4:
        return f"{parts[0]}{parts[1]:0>2}{parts[2]:0>2}"[:8]
    if len(parts) >= 3 and len(parts[2]) == 4:
        day, month = (parts[1], parts[0]) if int(parts[1]) > 12 else (parts[0], parts[1])
        return f"{parts[2]}{month:0>2}{day:0>2}"[:8]
    return "".join(parts)[:8]
