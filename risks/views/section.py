#: The entry of the menu that the pages beside the register belong to.
SECTION = {"section": "risks"}
