from implementation.programme.models import Department
from implementation.programme.story import Story

#: key: English and Chinese name of the departments that the demonstration trains first.
DEPARTMENTS = {
    "south": ("Sales South", "华南销售部"),
    "east": ("Sales East", "华东销售部"),
    "service": ("After-sales", "售后服务部"),
    "marketing": ("Marketing", "市场部"),
    "finance": ("Finance", "财务部"),
}


def departments(story: Story) -> dict[str, Department]:
    found = {each.name: each for each in Department.objects.filter(organisation=story.programme.organisation)}
    return {key: found[story.say(*names)] for key, names in DEPARTMENTS.items()}
