from core.roles import CONSULTANT, EDITORS, MANAGER, SPONSOR

AGREE = {SPONSOR, MANAGER, CONSULTANT}

PAGES: dict = {}
STEPS = {
    "experience.lesson.agree": AGREE,
    "experience.lesson.set_aside": AGREE,
    "experience.lesson.reopen": AGREE,
    "experience.lookback.close": {SPONSOR, MANAGER},
    "experience.lookback.reopen": {SPONSOR, MANAGER},
    "experience.programmetemplate.retire": EDITORS,
    "experience.programmetemplate.use_again": EDITORS,
}
