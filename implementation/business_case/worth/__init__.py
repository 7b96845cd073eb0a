"""What a version is worth: its records given to the calculations, and every figure with its formula and inputs."""

from implementation.business_case.worth.beside import Beside, side_by_side
from implementation.business_case.worth.facts import cents, facts_of, fine
from implementation.business_case.worth.reading import planned
from implementation.business_case.worth.uncertainty import Uncertainty
from implementation.business_case.worth.worth import Worth

__all__ = ["Beside", "Uncertainty", "Worth", "cents", "facts_of", "fine", "planned", "side_by_side"]
