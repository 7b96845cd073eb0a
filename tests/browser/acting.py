"""Somebody in front of the product, by what they press, fill and read."""


class Actor:
    """Somebody on the programme or outside, by what they press, fill and read."""

    def __init__(self, visitor, programme):
        self.visitor, self.page = visitor, visitor.page
        self.page.set_default_timeout(30_000)
        self.root = f"/programmes/{programme.pk}/"

    def open(self, path) -> "Actor":
        assert self.visitor.open(f"{self.root}{path}") == 200
        return self

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name):
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"[name={name}]").fill(value)

    def tick(self, *labels):
        for label in labels:
            self.page.get_by_label(label, exact=True).check()

    def choose(self, label, option):
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def told(self, words):
        self.page.get_by_text(words).first.wait_for()

    def says(self) -> str:
        """What the page says, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    def sound(self):
        """Nothing for axe, nothing wider than the screen, nothing in the console."""
        found = self.visitor.axe(), self.visitor.overflow(), self.visitor.complaints
        assert found == ([], 0, []), found
