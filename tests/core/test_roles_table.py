from core.management.commands.roles_table import TARGET, page


def test_the_page_of_roles_is_up_to_date():
    assert TARGET.read_text() == page(), "run manage.py roles_table"
