"""What a column is about, told by its heading in the words of many programs."""

#: role -> headings, without marks and in small letters
HEADINGS: dict[str, str] = {
    "time": """
        timestamp_utc|timestamp|time|datetime|date_time|date_and_time|at|checked_at|checked|check_time|event_time|created_at|recorded_at|
        lastupdated|last_updated|utc|time_utc|utc_time|start|start_time|started_at|when|logged_at|occurred_at|ts|
        时间|時間|日期时间|日期時間|时间戳|時間戳|检测时间|檢測時間|采集时间|採集時間|发生时间|發生時間|监控时间|監控時間|记录时间|記錄時間|
        zeit|zeitpunkt|zeitstempel|datum_uhrzeit|horodatage|fecha_hora
    """,
    "day": "date|day|日期|datum|jour|fecha",
    "clock": "time|时间|時間|hour|clock|time_of_day|时刻|時刻|uhrzeit|heure|hora",
    "monitor": """
        monitor|monitor_name|name|site|host|hostname|service|target|check|check_name|component|instance|url|endpoint|device|probe|
        监控项|監控項|监控项目|監控項目|指标|指標|metric|监控|監控|监控名称|監控名稱|名称|名稱|服务|服務|服务名称|服務名稱|站点|站點|主机|主機|系统|系統|目标|目標|设备|設備|
        dienst|überwachung|serveur
    """,
    "status": """
        status|state|result|up|is_up|event|availability|condition|outcome|health|probe_success|type|
        状态|狀態|结果|結果|监控状态|監控狀態|运行状态|運行狀態|可用性|事件|zustand|ergebnis|état|estado
    """,
    "http_code": "http_code|code|status_code|http_status|http_status_code|httpcode|response_code|状态码|狀態碼|响应码|響應碼|返回码",
    "response": """
        response_ms|response_time|responsetime|response|latency|latency_ms|ping|rtt|duration|duration_ms|elapsed|time_ms|
        response_time_ms|ping_ms|response_s|response_time_s|response_seconds|latency_s|duration_seconds|seconds|
        响应时间|響應時間|延迟|延遲|耗时|耗時|响应时间_毫秒|響應時間_毫秒|响应时间_秒|響應時間_秒|antwortzeit|antwortzeit_ms
    """,
    "value": "value|count|reading|amount|measurement|metric_value|score|errors|error_count|failed|good|数值|數值|值|数量|數量|次数|次數|wert|anzahl|valeur",
    "total": "total|of|out_of|requests|total_count|all|samples|总数|總數|总量|總量|合计|合計|gesamt",
    "key": "ticket|ticket_id|key|id|number|no|case|case_number|incident|incident_id|issue|issue_key|request_id|工单号|工單號|工单编号|工單編號|编号|編號|单号|單號",
    "opened": "opened|opened_at|open|created|created_at|create_time|submitted|submitted_at|reported|reported_at|创建时间|創建時間|提交时间|提交時間|报障时间|報障時間|开单时间|開單時間|erstellt",
    "answered": """
        answered|answered_at|first_answer|first_response|first_response_at|first_reply|first_reply_at|responded|responded_at|
        acknowledged|acknowledged_at|首次响应|首次響應|首次响应时间|首次響應時間|响应于|受理时间|受理時間|答复时间|答覆時間
    """,
    "solved": "solved|solved_at|resolved|resolved_at|closed|closed_at|completed|completed_at|resolution_time|done|解决时间|解決時間|关闭时间|關閉時間|完成时间|完成時間|gelöst",
    "pauses": "pauses|paused|on_hold|waiting|waiting_for_customer|pause|暂停|暫停|挂起|掛起|等待客户|等待客戶",
    "priority": "priority|severity|prio|urgency|优先级|優先級|级别|級別|严重程度|嚴重程度|紧急程度|緊急程度|priorität",
}
ROLES = tuple(HEADINGS)
BY_HEADING: dict[str, tuple[str, ...]] = {}
for _role, _text in HEADINGS.items():
    for _word in _text.replace("\n", "").split("|"):
        BY_HEADING[_word.strip()] = (*BY_HEADING.get(_word.strip(), ()), _role)

TICKET_ROLES = ("key", "opened", "answered", "solved", "pauses", "priority", "monitor")
STATE_ROLES = ("time", "day", "clock", "monitor", "status", "http_code", "response")
VALUE_ROLES = ("time", "day", "clock", "monitor", "value", "total")
ROLES_OF = {"states": STATE_ROLES, "values": VALUE_ROLES, "tickets": TICKET_ROLES}
ABOUT = tuple(ROLES_OF)


def plain(heading: str) -> str:
    """“Response time (ms)” -> response_time_ms"""
    kept = "".join(char if char.isalnum() else " " for char in heading.strip().lower())
    return "_".join(kept.split())


def roles_of(heading: str) -> tuple[str, ...]:
    """Everything that a column of this heading may be."""
    return BY_HEADING.get(plain(heading), ())


def says_utc(heading: str) -> bool:
    return bool({"utc", "gmt"} & set(plain(heading).split("_")))


def in_seconds(heading: str) -> bool:
    return bool({"s", "sec", "secs", "seconds", "秒"} & set(plain(heading).split("_"))) or heading.strip().endswith(
        "秒"
    )
