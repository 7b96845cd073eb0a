"""What the demonstration says about the ways, in English and in Chinese."""

TITLES = {
    "developers": ("Two developers for eighteen months", "两名开发人员，十八个月"),
    "own_staff": ("Our own people", "本公司人员"),
    "servers": ("Servers and network", "服务器与网络"),
    "upkeep": ("Upkeep of our own software", "自有软件维护"),
    "licences": ("Licences", "软件许可"),
    "support": ("Support contract", "支持服务合同"),
    "data_move": ("Moving the data", "数据迁移"),
    "set_up": ("Set-up fee", "开通费"),
    "fee": ("Monthly fee", "月度服务费"),
    "oversight": ("Looking after the provider", "服务商管理"),
    "settings": ("Changes to settings", "配置调整"),
}

#: Way -> how many stay, and who they are.
SPECIALISTS = {
    "build": (4, "The two developers, a tester, the system specialist", "两名开发人员、一名测试人员、一名系统专员"),
    "buy": (2, "The system specialist and the database administrator", "系统专员、数据库管理员"),
    "outsource": (1, "The system specialist: knows the data, judges the provider", "系统专员：熟悉数据，评估服务商"),
}

#: Topic -> how much it counts for the firm, and why.
WEIGHTS = {
    "upfront": (4, "The year’s investment budget is half spent.", "今年投资预算已用去一半。"),
    "faster": (4, "The sales season starts in autumn.", "销售旺季自秋季开始。"),
    "total_cost": (4, "Five years are what the owners look at.", "股东以五年为期考量。"),
    "service": (3, "Support within the day is enough.", "当日获得支持即可。"),
    "focus": (5, "We sell pumps, we do not run computers.", "公司主业是销售水泵，而非运维系统。"),
    "funds": (4, "No loan for software.", "不为软件贷款。"),
    "weak_it": (5, "One person looks after everything.", "信息工作仅由一人负责。"),
    "distraction": (3, "The last project kept two managers busy for a year.", "上一个项目占用两名经理整整一年。"),
}

#: Way -> why it answers each topic as it does, in the order of the topics.
WHYS = {
    "build": (
        ("Almost everything is spent before the first use.", "首次使用前几乎已全部支出。"),
        ("A year and a half at best.", "最快也要一年半。"),
        ("Upkeep grows every year.", "维护费用逐年上升。"),
        ("As good as our own two people.", "取决于自有两名人员。"),
        ("Development is no work of ours.", "开发并非主业。"),
        ("Ties up the money of two years.", "占用两年资金。"),
        ("Needs people we do not have.", "需要公司没有的人才。"),
        ("Managers would run a software project.", "管理层将陷入软件项目。"),
    ),
    "buy": (
        ("Licences are paid before the start.", "许可费须先行支付。"),
        ("In use within the year.", "年内可用。"),
        ("The second-lowest total; upgrades cost extra.", "总成本居中，升级另计。"),
        ("A support contract with fixed hours.", "支持合同时段固定。"),
        ("We run the whole system.", "整套系统由公司运行。"),
        ("Paid in two steps.", "分两期支付。"),
        ("Servers need looking after.", "服务器需要维护。"),
        ("Upgrades come every second year.", "每两年升级一次。"),
    ),
    "outsource": (
        ("A set-up fee, then by the month.", "仅开通费，之后按月支付。"),
        ("The system is there already.", "系统现成可用。"),
        ("The lowest total, if users stay as planned.", "用户数如计划时总成本最低。"),
        ("Service levels, but one of many customers.", "有服务等级，但公司只是众多客户之一。"),
        ("The provider runs it.", "由服务商运行。"),
        ("Fees come out of running costs.", "费用计入日常支出。"),
        ("No servers in the house.", "公司内无需服务器。"),
        ("Somebody must look after the provider.", "仍需有人管理服务商。"),
    ),
}
