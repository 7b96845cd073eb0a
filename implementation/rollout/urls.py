from django.urls import path

from implementation.rollout.views import measures, modules, pilots

urlpatterns = [
    path("programmes/<int:programme>/rollout/", modules.rollout, name="rollout"),
    path("programmes/<int:programme>/modules/new/", modules.add_module, name="add_module"),
    path("programmes/<int:programme>/modules/<int:pk>/", modules.module, name="module"),
    path("programmes/<int:programme>/pilots/new/", pilots.new_pilot, name="new_pilot"),
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
]
