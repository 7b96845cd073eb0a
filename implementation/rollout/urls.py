from django.urls import path

from implementation.rollout import urls_going_live
from implementation.rollout.views import charter, feedback, issues, measures, modules, pilots, readiness

urlpatterns = [
    path("programmes/<int:programme>/rollout/", modules.rollout, name="rollout"),
    path("programmes/<int:programme>/modules/new/", modules.add_module, name="add_module"),
    path("programmes/<int:programme>/modules/<int:pk>/", modules.module, name="module"),
    path("programmes/<int:programme>/modules/order/", modules.module_order, name="module_order"),
    path("programmes/<int:programme>/modules/<int:pk>/edit/", modules.edit_module, name="edit_module"),
    path("programmes/<int:programme>/modules/<int:pk>/move/", modules.move_module, name="move_module"),
    path("programmes/<int:programme>/modules/<int:pk>/close/", modules.close_module, name="close_module"),
    path("programmes/<int:programme>/pilots/new/", pilots.new_pilot, name="new_pilot"),
    path("programmes/<int:programme>/pilots/issues/", issues.pilot_issues, name="pilot_issues"),
    path("programmes/<int:programme>/pilots/issues/<int:pk>/", issues.pilot_issue, name="pilot_issue"),
    path("programmes/<int:programme>/pilots/issues/<int:pk>/edit/", issues.edit_issue, name="edit_issue"),
    path("programmes/<int:programme>/pilots/issues/<int:pk>/solve/", issues.solve_issue, name="solve_issue"),
    path("programmes/<int:programme>/pilots/<int:pk>/issues/new/", issues.new_issue, name="new_issue"),
    path("programmes/<int:programme>/pilots/<int:pk>/conclude/", pilots.conclude_pilot, name="conclude_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/charter/", charter.charter, name="charter"),
    path(
        "programmes/<int:programme>/pilots/<int:pk>/charter/put-forward/",
        charter.put_charter_forward,
        name="put_charter_forward",
    ),
    path("programmes/<int:programme>/charters/<int:pk>/", charter.charter_version, name="charter_version"),
    path("programmes/<int:programme>/charters/<int:pk>/agree/", charter.agree_charter, name="agree_charter"),
    path("programmes/<int:programme>/pilots/<int:pk>/participants/", charter.participants, name="participants"),
    path(
        "programmes/<int:programme>/participants/<int:pk>/remove/",
        charter.remove_participant,
        name="remove_participant",
    ),
    path("programmes/<int:programme>/pilots/<int:pk>/readiness/", readiness.pilot_readiness, name="pilot_readiness"),
    path(
        "programmes/<int:programme>/pilots/<int:pk>/readiness/<int:department>/",
        readiness.answer_readiness,
        name="answer_readiness",
    ),
    path("programmes/<int:programme>/pilots/<int:pk>/feedback/", feedback.pilot_feedback, name="pilot_feedback"),
    path(
        "programmes/<int:programme>/pilots/<int:pk>/feedback/link/",
        feedback.make_feedback_link,
        name="make_feedback_link",
    ),
    path(
        "programmes/<int:programme>/feedback-links/<int:pk>/withdraw/",
        feedback.withdraw_feedback_link,
        name="withdraw_feedback_link",
    ),
    path("programmes/<int:programme>/feedback-links/<int:pk>/code.svg", feedback.feedback_code, name="feedback_code"),
    path("programmes/<int:programme>/feedback/<int:pk>/answer/", feedback.answer_feedback, name="answer_feedback"),
    path("programmes/<int:programme>/feedback/<int:pk>/issue/", feedback.feedback_to_issue, name="feedback_to_issue"),
    path("feedback/<str:token>/", feedback.give_feedback, name="give_feedback"),
    path("programmes/<int:programme>/pilots/<int:pk>/", pilots.pilot, name="pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/edit/", pilots.edit_pilot, name="edit_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/start/", pilots.start_pilot, name="start_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/extend/", pilots.extend_pilot, name="extend_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/roll-back/", pilots.roll_back_pilot, name="roll_back_pilot"),
    path("programmes/<int:programme>/pilots/<int:pk>/measures/new/", measures.new_measure, name="new_measure"),
    path("programmes/<int:programme>/pilots/<int:pk>/adoption/new/", measures.record_adoption, name="record_adoption"),
    path(
        "programmes/<int:programme>/pilots/<int:pk>/rehearsal/new/", measures.record_rehearsal, name="record_rehearsal"
    ),
    path("programmes/<int:programme>/measures/<int:pk>/edit/", measures.edit_measure, name="edit_measure"),
    path("programmes/<int:programme>/measures/<int:pk>/values/new/", measures.record_value, name="record_value"),
    *urls_going_live.urlpatterns,
]
