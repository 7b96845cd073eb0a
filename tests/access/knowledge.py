PAGES: dict = {}
STEPS: dict = {}
