from implementation.knowledge.actions import furnish_shelves
from implementation.programme.registry import on_start


@on_start(order=60)
def lay_shelves(programme, by):
    furnish_shelves(programme.organisation)
