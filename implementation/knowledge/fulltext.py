"""The database's own full-text search over ``Words``: FTS5 on SQLite, tsvector on PostgreSQL without any extension.

:func:`lay` makes what Django's models cannot say. It is no data: ``migrate`` lays it again wherever it is missing. The
database keeps it up to date itself, in the transaction that writes a row of ``Words``.
"""

COLUMNS = ("title", "keywords", "summary", "body")
#: How much a word weighs in each of the columns.
WEIGHTS = (10.0, 8.0, 3.0, 1.0)

_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_NAMES = ", ".join(COLUMNS)
_FORGET = f"INSERT INTO knowledge_fts(knowledge_fts, rowid, {_NAMES}) VALUES ('delete', old.article_id, {_OLD});"
_KEEP = f"INSERT INTO knowledge_fts(rowid, {_NAMES}) VALUES (new.article_id, {_NEW});"

_SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS knowledge_fts USING fts5({_NAMES}, content='knowledge_words', "
    "content_rowid='article_id', tokenize=\"unicode61 remove_diacritics 0\")",
    "CREATE TRIGGER IF NOT EXISTS knowledge_fts_new AFTER INSERT ON knowledge_words BEGIN " + _KEEP + " END",
    "CREATE TRIGGER IF NOT EXISTS knowledge_fts_gone AFTER DELETE ON knowledge_words BEGIN " + _FORGET + " END",
    "CREATE TRIGGER IF NOT EXISTS knowledge_fts_changed AFTER UPDATE ON knowledge_words BEGIN "
    + _FORGET
    + _KEEP
    + " END",
    "INSERT INTO knowledge_fts(knowledge_fts) VALUES ('rebuild')",
]
_VECTOR = " || ".join(
    f"setweight(to_tsvector('simple', {name}), '{letter}')" for name, letter in zip(COLUMNS, "ABCD", strict=True)
)
_POSTGRESQL = [
    f"ALTER TABLE knowledge_words ADD COLUMN IF NOT EXISTS vector tsvector GENERATED ALWAYS AS ({_VECTOR}) STORED",
    "CREATE INDEX IF NOT EXISTS knowledge_words_vector ON knowledge_words USING gin (vector)",
]


def lay(connection) -> None:
    """Make the index where it is missing; nothing else changes."""
    with connection.cursor() as cursor:
        if "knowledge_words" not in connection.introspection.table_names(cursor):
            return
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def ranked(connection, readable, words: list[str]) -> list[int]:
    """Articles of ``readable`` that hold every word (or a longer one that begins with it), the best first.

    ``readable`` is a queryset of articles: it is part of the query, so that what it leaves out is neither ranked nor counted.
    """
    return [pk for pk, _title, _keywords in _rows(connection, readable, _all_of(connection, words))]


def similar(connection, readable, words: list[str], *, most: int) -> list[tuple[int, str, str]]:
    """Articles of ``readable`` with any of the words in title or keywords, with both as they are kept, the best first."""
    return _rows(connection, readable, _any_of(connection, words), most=most)


def _all_of(connection, words: list[str]) -> str:
    if connection.vendor == "sqlite":
        return " AND ".join(f'"{word}"*' for word in words)
    return " & ".join(f"'{word}':*" for word in words)


def _any_of(connection, words: list[str]) -> str:
    if connection.vendor == "sqlite":
        return "{title keywords} : (" + " OR ".join(f'"{word}"' for word in words) + ")"
    return " | ".join(f"'{word}':AB" for word in words)


def _rows(connection, readable, match: str, *, most: int = 1000) -> list[tuple[int, str, str]]:
    inside, parameters = readable.order_by().values("pk").query.sql_with_params()
    weights = ", ".join(map(str, WEIGHTS))
    if connection.vendor == "sqlite":
        sql = (
            "SELECT w.article_id, w.title, w.keywords FROM knowledge_fts JOIN knowledge_words w ON w.article_id = "
            f"knowledge_fts.rowid WHERE knowledge_fts MATCH %s AND w.article_id IN ({inside}) "
            f"ORDER BY bm25(knowledge_fts, {weights}), w.article_id DESC LIMIT %s"
        )
        given = [match, *parameters, most]
    else:
        shares = ", ".join(str(weight / max(WEIGHTS)) for weight in reversed(WEIGHTS))
        sql = (
            "SELECT w.article_id, w.title, w.keywords FROM knowledge_words w, to_tsquery('simple', %s) asked "
            f"WHERE w.vector @@ asked AND w.article_id IN ({inside}) "
            f"ORDER BY ts_rank('{{{shares}}}', w.vector, asked) DESC, w.article_id DESC LIMIT %s"
        )
        given = [match, *parameters, most]
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()
