"""How the demonstration comes to its vendor: the way decided, three vendors scored, one chosen, a contract signed."""

from vendors.demo import contract, questionnaire, scores, selection, sourcing

__all__ = ["contract", "questionnaire", "scores", "selection", "sourcing"]
