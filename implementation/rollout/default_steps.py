"""What a checklist starts with: text, minutes, and whether there is no way back from it. The organisation makes it its own."""

from django.utils.translation import gettext_lazy as _

CUT_OVER = (
    (_("Tell everyone concerned that the change begins, and whom to call"), 15, False),
    (_("Close the old system for entries; keep it open for reading"), 10, False),
    (_("Save the data of the old system and open the copy to see that it can be read"), 30, False),
    (_("Move the data; compare the number of records and ten records by hand"), 90, False),
    (_("Give every user access; let one person of each department sign in"), 20, False),
    (_("Carry one real case through from beginning to end"), 30, False),
    (_("Switch the connected systems over to the new one"), 20, True),
    (_("Open the module for daily work and say so to everyone concerned"), 10, False),
    (_("Stay beside the users for the first hours; write down what comes up"), 120, False),
)
ROLL_BACK = (
    (_("Tell everyone concerned that work goes back to the old way, and from when"), 10, False),
    (_("Close the module for entries"), 5, False),
    (_("Save what was entered since the start, so that nothing is lost"), 30, False),
    (_("Switch the connected systems back"), 20, False),
    (_("Carry what was entered since the start over to the old system"), 60, False),
    (_("Open the old way of working; let one person of each department try it"), 20, False),
    (_("Compare ten records by hand between the old system and what was saved"), 20, False),
    (_("Tell everyone concerned that the old way works again"), 5, False),
)
LISTS = {"cut_over": CUT_OVER, "roll_back": ROLL_BACK}
