"""One of every chart, with the awkward cases: gaps, negatives, Chinese, points on one spot, markup in a name."""

from core.charts import figures

MONTHS = ["2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"]
SHARES = [99.97, 99.95, 99.84, 99.90, 99.7099, None]
HOSTILE = "</script><img src=x onerror=alert(1)> & \"double\" 'single' \x01 <b>bold</b>"

FIGURES = {
    "one line": figures.line_chart(
        {"Active": [58, 67, 73, 81, 81, 83]}, MONTHS, dates=True, y_title="%", target=80
    ),
    "lines with a gap": figures.line_chart(
        {"South": [58, 67, 73, 81], "East": [40, None, 70, 80], "North": [50, 60, 70, 80]},
        ["1", "2", "3", "4"],
        target=80,
        target_label="Floor 80",
    ),
    "steps": figures.line_chart({"Level": [3, 3, 2, 2, 3, 3]}, MONTHS, dates=True, steps=True, from_zero=True),
    "many months": figures.line_chart(
        {"Active": [50 + i * 7 % 31 for i in range(60)]},
        [f"20{22 + i // 12}-{i % 12 + 1:02}" for i in range(60)],
        dates=True,
    ),
    "target": figures.target_line_chart(
        MONTHS,
        SHARES,
        target=99.9,
        name="adjusted",
        miss_word="missed",
        raw=[99.69, 99.95, 99.30, 99.49, 99.31, None],
        raw_name="raw",
        y_title="%",
    ),
    "target in Chinese": figures.target_line_chart(
        ["第一期", "第二期", "第三期"], [98, 95, 99], target=97, name="调整后", miss_word="未达标", dates=False
    ),
    "grouped bars": figures.bar_chart(
        {"Plan": [120, 200, 340, 280], "Actual": [134, 180, None, -60]}, ["A", "B", "数据安全与存放地点", "D"]
    ),
    "stacked bars": figures.stacked_bars(
        {"First": [980, 640, 180], "Second": [720, 380, 0]},
        ["Build", "Buy", "Outsource"],
        spans=[(1500, 2100), (800, 1300), (100, 400)],
    ),
    "ranking": figures.ranking_chart(["云桥", "Qinghe", "Northlake"], [7.73, 7.29, 6.67], out=[2], top=10),
    "running total": figures.cumulative_chart(
        ["2026", "2027", "2028", "2029"],
        [-1680, 620, 1100, 810],
        change_name="Flow",
        total_name="Total",
        cross_label="Paid back in 2028",
    ),
    "curves": figures.curve_chart(
        {"Now": [(0, 62.5), (1000, 40), (2500, 10), (9000, 0)], "After": [(0, 30), (1000, 12.5), (9000, 0)]},
        x_title="Loss in a year",
        y_title="%",
        unit=" %",
        limit=[(500, 50), (5000, 5)],
        limit_label="Appetite",
    ),
    "curves in Chinese": figures.curve_chart({"目前": [(0, 80), (200, 5)]}, x_title="年损失", y_title="可能性"),
    "map": figures.scatter_map(
        [("Guo", 5, 5), ("He", 5, 4), ("Tan", 5, 4), ("Zhou", 3, 3), ("IT", 3, 3), ("Depot", 3, 3), ("工会", 1, 1)],
        x_title="Interest",
        y_title="Influence",
        low=1,
        high=5,
        corners=("Keep satisfied", "Work closely", "Watch", "Keep informed"),
    ),
    "grid": figures.heat_grid(
        ["Rare", "Likely"], ["Major", "Minor"], [[2, 4], [0, None]], texts=[["1", "2"], ["", ""]], x_title="How often"
    ),
    "swings": figures.swing_chart(
        ["Licences", "数据清理", "Licences"],
        [(90, 140), (120, 60), (110, 118)],
        middle=112,
        low_name="Falls out low",
        high_name="Falls out high",
        x_title="EUR",
        middle_label="Likely",
    ),
    "timeline": figures.timeline(
        ["1 Initiate", "2 数据安全与存放地点"],
        spans=[
            figures.Spans("Standard", 0, 3, [(0, "2026-01-10", "2026-02-06"), (1, "2026-02-07", "2026-03-20")]),
            figures.Spans("Planned", 1, 2, [(0, "2026-01-10", "2026-02-10"), (1, "2026-02-11", "2026-03-24")]),
            figures.Spans("Actual", 2, 0, [(0, "2026-01-12", "2026-01-20")]),
            figures.Spans("Expected", 2, 1, [(0, "2026-01-21", "2026-02-15")], dashed=True),
        ],
        points=[
            figures.Points("Milestone", [(0, "2026-01-15", "Kick-off"), (1, "2026-03-01", "Agreed")]),
            figures.Points("Gate", [(0, "2026-02-10", "Initiation")], diamond=True),
        ],
        today="2026-01-20",
        today_label="Today",
    ),
    "hostile": figures.stacked_bars({HOSTILE: [1, 2], "Other": [1, 1]}, [HOSTILE, "Plain"], x_title="k"),
}  # fmt: skip
