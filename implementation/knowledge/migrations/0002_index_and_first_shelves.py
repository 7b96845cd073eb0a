from django.db import migrations

from implementation.knowledge import fulltext

FIRST = {
    "en": [
        "Vision and return",
        "Sourcing and vendor",
        "Contract and SLA",
        "Risks",
        "People and processes",
        "Data",
        "Pilots and rollout",
        "Operation",
    ],
    "zh-hans": ["愿景与回报", "自建、购买与外包", "合同与服务等级", "风险", "人员与流程", "数据", "试点与推广", "运行"],
    "zh-hant": ["願景與報酬", "自建、購買與外包", "合約與服務水準", "風險", "人員與流程", "資料", "試點與推廣", "營運"],
}


def lay_index(apps, schema_editor):
    """What the search needs; it holds no data of its own, so every migrate lays it again where it is missing."""
    fulltext.lay(schema_editor.connection)


def first_shelves(apps, schema_editor):
    """Organisations that were there before the knowledge base get the shelves that new ones begin with."""
    Organisation, Shelf = apps.get_model("programme", "Organisation"), apps.get_model("knowledge", "Shelf")
    for organisation in Organisation.objects.filter(shelves=None):
        for place, name in enumerate(FIRST[organisation.language], start=1):
            Shelf.objects.create(organisation=organisation, name=name, order=place * 10)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [
        migrations.RunPython(lay_index, migrations.RunPython.noop, elidable=True),
        migrations.RunPython(first_shelves, migrations.RunPython.noop),
    ]
