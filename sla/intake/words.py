"""Words that monitors write for the state of a service, in the languages they are written in."""

from sla.availability import State

#: A row with such a word says nothing about the service: it is left out and counted.
IGNORED = "ignored"

_UP = """
    up ok okay okey online on operational healthy health good normal available active running reachable alive success successful
    succeeded pass passed passing true yes y 1 resolved recovered recovery restored restore closed green
    responding connected live working fine
    正常 恢复 恢復 已恢复 已恢復 恢复正常 恢復正常 在线 在線 可用 成功 通过 通過 运行 運行 运行中 運行中 健康 上线 上線 是 连通 連通 已解决 已解決
    betriebsbereit verfügbar erreichbar disponible actif
"""
_DEGRADED = """
    degraded degraded_performance partial partial_outage partially warning warn slow unstable flapping impaired minor yellow
    limited performance_issues under_maintenance_degraded
    降级 降級 性能下降 缓慢 緩慢 警告 告警 预警 預警 不稳定 不穩定 部分故障 部分中断 部分中斷 部分可用 延迟 延遲
    eingeschränkt gestört dégradé
"""
_DOWN = """
    down offline off major major_outage full_outage outage critical crit fatal error err failed failure fail failing unavailable
    unreachable unhealthy dead timeout timed_out time_out false no n 0 red alert alerting problem triggered firing open broken
    disconnected refused not_responding no_response service_unavailable
    异常 異常 故障 中断 中斷 宕机 宕機 离线 離線 失败 失敗 不可用 超时 超時 停机 停機 下线 下線 错误 錯誤 严重 嚴重 断开 斷開 否 无响应 無響應 報警 报警
    ausgefallen nicht_erreichbar ausfall störung indisponible panne
"""
_IGNORED = """
    paused pending unknown maintenance under_maintenance scheduled started not_checked_yet nodata no_data na n/a null none nan
    disabled starting initializing
    暂停 暫停 未知 维护 維護 维护中 維護中 等待 待检测 待檢測 计划维护 計劃維護
"""
WORDS: dict[str, str] = {
    word: meaning
    for text, meaning in (
        (_UP, State.UP.value),
        (_DEGRADED, State.DEGRADED.value),
        (_DOWN, State.DOWN.value),
        (_IGNORED, IGNORED),
    )
    for word in text.split()
}
MEANINGS = (*(state.value for state in State), IGNORED)


def plain(word: str) -> str:
    """As the table has it: small letters, one underscore where words part, no marks around it."""
    return "_".join(word.strip(" \t.!:：[]()✓✔✗✘✅❌🟩🟥🟨🟢🔴🟡").lower().replace("-", " ").replace("_", " ").split())


def meaning_of(word: str, own: dict[str, str] | None = None) -> str | None:
    """What a word means: as the person said, or as it is usual; an HTTP code by its class. None when it cannot be known."""
    key = plain(word)
    if own and key in own:
        return own[key]
    if key in WORDS:
        return WORDS[key]
    number = key.removesuffix(".0")
    if number in WORDS:
        return WORDS[number]
    if len(key) == 3 and key.isascii() and key.isdigit() and key[0] in "12345":
        return State.UP.value if key[0] in "123" else State.DOWN.value
    return None
