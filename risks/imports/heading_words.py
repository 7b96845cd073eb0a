"""What registers write over their columns: in English, Chinese (both scripts), Russian and Spanish; as after ``normal``."""

from risks.imports.words import Vocabulary, either

#: Field -> its headings; ratings are put together from the two below.
WORDS: Vocabulary = {
    "key": either(
        "id | risk id | no | nr | ref | risk ref | reference | number | risk no | risk number | code | sn",
        "s no | № | n | num | identificador | nº | código",
        "编号 | 序号 | 风险编号 | 编码 | 編號 | 序號 | 風險編號",
        "номер | код | ид",
    ),
    "title": either(
        "title | risk | risk title | risk name | name | headline | summary | risk summary | short description",
        "riesgo | nombre | nombre del riesgo | título",
        "风险 | 风险名称 | 风险标题 | 名称 | 标题 | 風險 | 風險名稱 | 名稱 | 標題 | 风险项",
        "риск | название | наименование | название риска | наименование риска",
    ),
    "event": either(
        "description | risk description | scenario | risk scenario | event | risk event | statement",
        "risk statement | details | evento | detalle | descripción | descripción del riesgo",
        "描述 | 风险描述 | 风险事件 | 事件 | 说明 | 詳述 | 風險描述 | 風險事件",
        "описание | описание риска | событие",
    ),
    "cause": either(
        "cause | root cause | causes | because | risk cause | vulnerability | threat | threat source | source",
        "driver | causa | causas | amenaza | vulnerabilidad",
        "原因 | 起因 | 成因 | 风险原因 | 風險原因 | 风险来源",
        "причина | причины",
    ),
    "effect": either(
        "effect | effects | consequence | consequences | impact description | so that | potential impact",
        "efecto | efectos | consecuencia | consecuencias",
        "后果 | 影响描述 | 风险后果 | 後果",
        "последствия | последствие",
    ),
    "early_sign": either(
        "early sign | trigger | triggers | warning sign | early warning | indicator | kri | disparador",
        "indicador | señal | señal temprana",
        "预警 | 征兆 | 触发条件 | 預警 | 徵兆",
        "триггер | индикатор",
    ),
    "category": either(
        "category | risk category | type | risk type | class | area | domain | theme | tipo | categoría",
        "área",
        "类别 | 风险类别 | 分类 | 类型 | 風險類別 | 類別 | 分類 | 類型",
        "категория | тип | категория риска | категория рисков",
    ),
    "nature": either(
        "nature | threat or opportunity | threat opportunity | naturaleza",
        "性质 | 性質",
        "характер",
    ),
    "owner": either(
        "owner | risk owner | responsible | responsible person | accountable | assigned to | assignee",
        "owner e mail | owner email | propietario | responsable | encargado | risk owner email | e mail",
        "dueño",
        "负责人 | 责任人 | 风险负责人 | 责任部门 | 負責人 | 責任人 | 風險負責人",
        "владелец | ответственный | владелец риска",
    ),
    "identified_on": either(
        "identified | identified on | date identified | identification date | date raised | raised on | date",
        "logged | date logged | opened | date opened | created | fecha | fecha de registro",
        "fecha de identificación",
        "识别日期 | 登记日期 | 提出日期 | 日期 | 識別日期 | 登記日期",
        "дата | дата выявления | дата регистрации",
    ),
    "due": either(
        "target date | target resolution | resolution date | due date | due | deadline | completion date | by when | target completion | action due",
        "fecha objetivo | plazo | fecha de cierre | fecha límite",
        "截止日期 | 完成日期 | 期限 | 到期日 | 截止時間 | 计划完成日期",
        "срок | дата завершения | срок исполнения",
    ),
    "review_due": either(
        "next review | review date | review due | next review date | date of next review | fecha de revisión",
        "próxima revisión",
        "复核日期 | 评审日期 | 下次评审 | 下次复核 | 覆核日期",
        "дата пересмотра | следующий пересмотр",
    ),
    "strategy": either(
        "strategy | response | treatment | treatment option | response type | risk response",
        "response strategy | treatment strategy | estrategia | tratamiento | respuesta | tipo de respuesta",
        "应对策略 | 策略 | 处置方式 | 应对方式 | 應對策略",
        "стратегия | реагирование | способ реагирования",
    ),
    "treatment": either(
        "mitigation | mitigation plan | mitigation strategy | treatment plan | what is done",
        "mitigation measures | response plan | mitigation actions | medidas | mitigación | plan de mitigación",
        "medidas de mitigación",
        "应对措施 | 缓解措施 | 处理措施 | 控制措施 | 風險應對措施 | 應對措施 | 緩解措施",
        "меры | мероприятия | план реагирования",
    ),
    "actions": either(
        "action | actions | action plan | next steps | recommended controls | recommended actions",
        "planned actions | acciones | plan de acción",
        "行动 | 行动计划 | 措施 | 下一步 | 行動 | 行動計畫",
        "действия | план действий",
    ),
    "cost": either(
        "treatment cost | mitigation cost | cost of treatment | cost | coste | costo",
        "应对成本 | 处理费用 | 應對成本",
        "стоимость мер",
    ),
    "state": either(
        "status | state | risk status | current status | estado | estado del riesgo | situación",
        "状态 | 风险状态 | 狀態 | 風險狀態",
        "статус | состояние | статус риска",
    ),
    "confidence": either(
        "confidence | certainty of rating | confianza",
        "把握 | 置信度 | 信心",
        "уверенность",
    ),
    "proximity": either(
        "proximity | when | timeframe | time frame | proximidad",
        "临近度 | 发生时间 | 臨近度",
        "близость",
    ),
    "more": either(
        "vendor | supplier | asset | asset id | notes | note | comment | comments | remarks",
        "existing controls | controls | current controls | project | proveedor | activo | notas",
        "observaciones | comentarios | controles existentes",
        "供应商 | 资产 | 备注 | 说明备注 | 现有控制 | 供應商 | 資產 | 備註 | 現有控制",
        "поставщик | актив | примечание | примечания | комментарий | существующие меры",
    ),
}
#: What a rating is of.
PARTS: Vocabulary = {
    "likelihood": either(
        "likelihood | probability | prob | frequency | chance | l | p | probabilidad | frecuencia",
        "wahrscheinlichkeit | probabilité",
        "可能性 | 概率 | 发生概率 | 发生可能性 | 機率 | 發生機率 | 频率 | 发生频率",
        "вероятность",
    ),
    "impact": either(
        "impact | severity | consequence | i | s | impacto | gravedad | severidad | consecuencia | auswirkung",
        "gravité",
        "影响 | 影响程度 | 后果 | 严重性 | 严重程度 | 影響 | 影響程度 | 嚴重程度 | 嚴重性",
        "влияние | воздействие | тяжесть | ущерб",
    ),
    "level": either(
        "level | rating | score | rag | rag status | risk level | risk rating | risk score | priority",
        "exposure | grade | nivel | nivel de riesgo | prioridad | valoración | puntuación | calificación",
        "等级 | 风险等级 | 风险级别 | 级别 | 风险值 | 等級 | 風險等級 | 風險值",
        "уровень | уровень риска | оценка | рейтинг | балл",
    ),
}
#: Which of the three ratings it is.
QUALIFIERS: Vocabulary = {
    "inherent": either(
        "inherent | initial | gross | raw | before | untreated | inherente | inicial",
        "固有 | 初始 | 原始",
        "исходная | исходный | начальный | присущий",
    ),
    "current": either(
        "current | residual | net | after | present | actual",
        "当前 | 剩余 | 残余 | 當前 | 剩餘 | 殘餘",
        "остаточная | остаточный | остаточное | текущий | текущая",
    ),
    "target": either(
        "target | planned | expected | goal | objetivo | esperado",
        "目标 | 预期 | 目標",
        "целевой | целевая | целевое",
    ),
}
