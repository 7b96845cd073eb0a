from change_mgmt.contribution.actions.points import answer_point, change_point, correct_point, give_point, still_open

__all__ = ["answer_point", "change_point", "correct_point", "give_point", "still_open"]
