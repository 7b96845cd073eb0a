from django.urls import path

from implementation.goals.views import files, goal, goals, outcome, reviews, vision

HERE = "programmes/<int:programme>/goals/"
VISION = "programmes/<int:programme>/vision/"

urlpatterns = [
    path(HERE, goals.goals, name="goals"),
    path(f"{HERE}map/", goals.map_of_values, name="value_map"),
    path(f"{HERE}export.csv", goals.export_goals, {"kind": "csv"}, name="goals_csv"),
    path(f"{HERE}export.xlsx", goals.export_goals, {"kind": "xlsx"}, name="goals_xlsx"),
    path(f"{HERE}measurements.csv", goals.export_measurements, {"kind": "csv"}, name="measurements_csv"),
    path(f"{HERE}measurements.xlsx", goals.export_measurements, {"kind": "xlsx"}, name="measurements_xlsx"),
    path(f"{HERE}import/", files.import_goals, name="import_goals"),
    path(f"{HERE}import/<int:pk>/", files.goal_file, name="goal_file"),
    path(f"{HERE}reviews/", reviews.goal_reviews, name="goal_reviews"),
    path(f"{HERE}reviews/plan/", reviews.plan_reviews, name="plan_reviews"),
    path(f"{HERE}reviews/<int:pk>/", reviews.goal_review, name="goal_review"),
    path(f"{HERE}reviews/<int:pk>/edit/", reviews.edit_review, name="edit_goal_review"),
    path(f"{HERE}reviews/<int:pk>/hold/", reviews.hold_review, name="hold_review"),
    path(f"{HERE}outcome/", outcome.outcome, name="outcome"),
    path(f"{HERE}outcome/pdf/", outcome.outcome_pdf, name="outcome_pdf"),
    path(f"{HERE}outcome/xlsx/", outcome.outcome_xlsx, name="outcome_xlsx"),
    path(f"{HERE}new/", goal.new_goal, name="new_goal"),
    path(f"{HERE}<int:pk>/", goal.goal, name="goal"),
    path(f"{HERE}<int:pk>/edit/", goal.edit_goal, name="edit_goal"),
    path(f"{HERE}<int:pk>/measure/", goal.new_measurement, name="new_measurement"),
    path(f"{HERE}<int:pk>/measure/records/", goal.take_from_records, name="take_from_records"),
    path(f"{VISION}versions/", vision.vision_versions, name="vision_versions"),
    path(f"{VISION}new/", vision.new_vision, name="new_vision"),
    path(f"{VISION}<int:pk>/", vision.vision, name="vision"),
    path(f"{VISION}<int:pk>/edit/", vision.edit_vision, name="edit_vision"),
    path(f"{VISION}<int:pk>/open/", vision.open_vision, name="open_vision"),
    path(f"{VISION}<int:pk>/sign/", vision.sign_vision, name="sign_vision"),
    path(f"{VISION}<int:pk>/remind/", vision.remind_signatories, name="remind_signatories"),
]
