"""What registers write for a rating, a state, a treatment: in English, Chinese (both scripts), Russian and Spanish.

Written as they are after ``normal``: lower case, no marks, single spaces.
"""

from risks.imports.words import Vocabulary, either

LIKELIHOOD: Vocabulary = {
    "1": either(
        "rare | very unlikely | highly unlikely | very low | remote | improbable | vl | almost never",
        "muy bajo | muy baja | raro | rara | remoto",
        "极低 | 很低 | 罕见 | 极少 | 極低 | 罕見",
        "очень низкая | очень низкий | редко | маловероятно",
    ),
    "2": either(
        "unlikely | low | l | seldom | not likely | bajo | baja | poco probable",
        "低 | 较低 | 較低 | 不太可能 | 不大可能 | 少见",
        "низкая | низкий | низко",
    ),
    "3": either(
        "possible | medium | moderate | m | med | occasional | average | even | medio | media | moderado",
        "moderada | posible",
        "中 | 中等 | 一般 | 可能",
        "средняя | средний | возможно",
    ),
    "4": either(
        "likely | high | h | probable | often | highly likely | alto | alta",
        "高 | 较高 | 較高 | 很可能 | 经常",
        "высокая | высокий | вероятно",
    ),
    "5": either(
        "almost certain | very high | very likely | certain | frequent | vh | extreme | expected | muy alto",
        "muy alta | casi seguro | casi cierto",
        "极高 | 很高 | 極高 | 几乎确定 | 几乎肯定 | 必然 | 幾乎確定 | 频繁",
        "очень высокая | очень высокий | почти наверняка",
    ),
}
IMPACT: Vocabulary = {
    "1": either(
        "insignificant | negligible | very low | trivial | minimal | none | vl | muy bajo | muy baja",
        "insignificante",
        "极低 | 很低 | 轻微 | 極低 | 輕微 | 可忽略",
        "очень низкое | очень низкий | незначительное | незначительный | очень низкая",
    ),
    "2": either(
        "minor | low | l | small | significant | bajo | baja | menor | leve",
        "低 | 较低 | 較低 | 较小",
        "низкое | низкий | низкая | малое",
    ),
    "3": either(
        "moderate | medium | m | med | serious | average | medio | media | moderado | moderada",
        "中 | 中等 | 一般",
        "среднее | средний | средняя | умеренное",
    ),
    "4": either(
        "major | high | h | severe | critical | alto | alta | mayor | grave",
        "高 | 较高 | 較高 | 重大 | 严重 | 嚴重",
        "высокое | высокий | высокая | значительное",
    ),
    "5": either(
        "catastrophic | very high | extreme | vh | disastrous | fatal | showstopper | muy alto | muy alta",
        "extremo | catastrófico | crítico",
        "极高 | 很高 | 灾难性 | 災難性 | 極高",
        "очень высокое | очень высокий | катастрофическое | катастрофический | критическое",
    ),
}
LEVEL: Vocabulary = {
    "1": either(
        "very low | negligible | insignificant | trivial | vl | muy bajo",
        "极低 | 很低 | 極低",
        "очень низкий | незначительный",
    ),
    "2": either(
        "low | l | minor | green | acceptable | bajo | verde",
        "低 | 低风险 | 绿 | 綠",
        "низкий | зеленый",
    ),
    "3": either(
        "medium | moderate | m | med | amber | yellow | medio | moderado | amarillo",
        "中 | 中等 | 中风险 | 黄 | 黃",
        "средний | желтый",
    ),
    "4": either(
        "high | h | red | major | significant | orange | alto | rojo | importante",
        "高 | 高风险 | 红 | 紅 | 橙",
        "высокий | красный",
    ),
    "5": either(
        "very high | critical | extreme | vh | c | severe | intolerable | black | muy alto | extremo",
        "crítico",
        "极高 | 很高 | 重大 | 極高",
        "очень высокий | критический | критичный",
    ),
}
STATE: Vocabulary = {
    "identified": either(
        "identified | new | draft | proposed | raised | nuevo",
        "新 | 新增 | 已识别",
        "новый | идентифицирован",
    ),
    "assessed": either(
        "open | active | assessed | analysed | analyzed | on hold | not started | pending | live | ongoing",
        "abierto | abierta | activo | pendiente",
        "打开 | 开放 | 未关闭 | 未开始 | 进行 | 開放 | 已评估",
        "открыт | открыто | активен | активный | не начато",
    ),
    "treatment_planned": either(
        "treatment planned | planned | planificado",
        "计划中 | 計劃中 | 已计划",
        "запланировано",
    ),
    "in_treatment": either(
        "in progress | in treatment | mitigating | treating | in work | under treatment | en curso",
        "en progreso | en tratamiento",
        "处理中 | 进行中 | 處理中 | 進行中 | 应对中",
        "в работе",
    ),
    "monitored": either(
        "monitored | monitoring | mitigated | watch | under control | treated | monitoreo | en seguimiento",
        "mitigado | controlado",
        "监控 | 监控中 | 監控 | 已缓解",
        "наблюдение | мониторинг",
    ),
    "accepted": either(
        "accepted | tolerated | aceptado | aceptada",
        "已接受 | 接受",
        "принят",
    ),
    "occurred": either(
        "occurred | issue | realised | realized | materialised | materialized | happened | ocurrido",
        "materializado",
        "已发生 | 发生 | 已發生",
        "реализовался | наступил",
    ),
    "closed": either(
        "closed | complete | completed | resolved | done | retired | expired | cancelled | cerrado | cerrada",
        "completado",
        "关闭 | 已关闭 | 已解决 | 完成 | 已完成 | 關閉 | 已關閉",
        "закрыт | закрыто | завершен",
    ),
}
STRATEGY: Vocabulary = {
    "avoid": either(
        "avoid | avoidance | terminate | eliminate | prevent | evitar",
        "规避 | 避免 | 迴避 | 規避",
        "уклонение | избежать",
    ),
    "reduce": either(
        "reduce | mitigate | mitigation | treat | control | reduction | modify | reducir | mitigar",
        "降低 | 缓解 | 减轻 | 減輕 | 緩解",
        "снижение | снизить | минимизация",
    ),
    "transfer": either(
        "transfer | insure | outsource | transferir",
        "转移 | 移轉 | 轉移 | 分担",
        "передача | передать",
    ),
    "exploit": either(
        "exploit | explotar",
        "利用 | 开拓",
        "использование",
    ),
    "enhance": either(
        "enhance | increase | mejorar | potenciar",
        "增强 | 提高",
        "усиление",
    ),
    "share": either(
        "share | sharing | compartir",
        "共享 | 分享",
        "разделение",
    ),
    "accept": either(
        "accept | acceptance | tolerate | retain | monitor | aceptar | asumir",
        "接受 | 自留 | 容忍",
        "принятие | принять",
    ),
}
NATURE: Vocabulary = {
    "threat": either(
        "threat | negative | risk | downside | amenaza | riesgo",
        "威胁 | 威脅 | 风险 | 風險",
        "угроза | риск",
    ),
    "opportunity": either(
        "opportunity | positive | upside | oportunidad",
        "机会 | 機會",
        "возможность",
    ),
}
CATEGORY: Vocabulary = {
    "vendor_control": either(
        "vendor | supplier | third party | contract | provider | proveedor",
        "供应商 | 供應商",
        "поставщик",
    ),
    "uncertainty": either(
        "uncertainty | market | external | strategic | externo",
        "不确定",
        "рынок",
    ),
    "lock_in": either(
        "cost | financial | budget | lock in | commercial | finance | financiero | coste",
        "成本 | 财务 | 預算",
        "финансовый",
    ),
    "integration": either(
        "integration | interface | technical | technology | system | integración | técnico",
        "集成 | 接口 | 技术 | 技術",
        "интеграция | технический",
    ),
    "leadership": either(
        "leadership | governance | sponsor | liderazgo | gobierno",
        "领导 | 管理",
        "управление",
    ),
    "culture": either(
        "culture | adoption | change management | cultura",
        "文化",
        "культура",
    ),
    "scope": either(
        "scope | requirements | schedule | delivery | planning | alcance | plazo",
        "范围 | 需求 | 进度",
        "объем | сроки",
    ),
    "automation": either(
        "automation | automatización",
        "自动化",
        "автоматизация",
    ),
    "scalability": either(
        "scalability | performance | capacity | escalabilidad",
        "性能 | 扩展",
        "производительность",
    ),
    "mobile": either(
        "mobile | móvil",
        "移动 | 移動",
        "мобильный",
    ),
    "infrastructure": either(
        "infrastructure | network | hardware | resilience | infraestructura",
        "基础设施 | 网络",
        "инфраструктура",
    ),
    "people": either(
        "people | resource | resources | staff | hr | training | human | personal | recursos",
        "人员 | 人力 | 人員 | 资源",
        "персонал | кадры",
    ),
    "data": either(
        "data | privacy | security | information | iam | datos | seguridad",
        "数据 | 安全 | 資料",
        "данные | безопасность",
    ),
    "channel": either(
        "channel | partner | partners | canal | socio",
        "渠道 | 合作伙伴",
        "партнер",
    ),
    "other": either(
        "other | otro | otros",
        "其他 | 其它",
        "прочее | другое",
    ),
}
CONFIDENCE: Vocabulary = {
    "low": either(
        "low | l | baja | bajo",
        "低",
        "низкая",
    ),
    "medium": either(
        "medium | m | moderate | media | medio",
        "中",
        "средняя",
    ),
    "high": either(
        "high | h | alta | alto",
        "高",
        "высокая",
    ),
}
PROXIMITY: Vocabulary = {
    "month": either(
        "month | imminent | immediate | near | short term | inmediato | corto plazo",
        "一个月 | 近期",
        "месяц",
    ),
    "quarter": either(
        "quarter | medium term | three months | trimestre | medio plazo",
        "三个月 | 季度",
        "квартал",
    ),
    "later": either(
        "later | far | long term | distant | largo plazo",
        "以后 | 远期",
        "позже",
    ),
}
#: What a row begins with that adds up the others.
TOTALS = either(
    "total | totals | grand total | subtotal | sub total | sum | average | count | total risks | suma | promedio | total general",
    "合计 | 总计 | 小计 | 合計 | 總計 | 小計 | 平均",
    "итого | всего | среднее | сумма",
)
#: What stands in a column where another register writes a number.
MARKS = frozenset("x✓✔√☑●•○*х×v是")
