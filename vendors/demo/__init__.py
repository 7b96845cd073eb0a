"""How the demonstration comes to its vendor: the way decided, three vendors scored, one chosen, a contract signed."""

from vendors.demo import contract, contract_life, questionnaire, scores, selection, sourcing

__all__ = ["contract", "contract_life", "questionnaire", "scores", "selection", "sourcing"]
