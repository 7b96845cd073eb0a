from django.urls import include, path

from change_mgmt.processes.views import compare, effects, files, notice, processes, signing, steps

pages = [
    path("processes/", processes.processes, name="processes"),
    path("processes/new/", processes.new_process, name="new_process"),
    path("processes/<int:pk>/", processes.process, name="process"),
    path("processes/<int:pk>/edit/", processes.edit_process, name="edit_process"),
    path("processes/<int:pk>/steps/<slug:side>/", steps.process_steps, name="process_steps"),
    path("processes/<int:pk>/steps/<slug:side>/import/", files.import_process_steps, name="import_process_steps"),
    path("processes/<int:pk>/put-back/", steps.put_back_step, name="put_back_step"),
    path("processes/<int:pk>/copy/", steps.copy_process, name="copy_process"),
    path("processes/<int:pk>/compare/", compare.process_compare, name="process_compare"),
    path(
        "processes/<int:pk>/warnings/<slug:code>/<int:subject>/",
        compare.answer_process_warning,
        name="answer_process_warning",
    ),
    path("processes/<int:pk>/hand-in/", signing.hand_in_process, name="hand_in_process"),
    path("processes/<int:pk>/sign/", signing.sign_process, name="sign_process"),
    path("processes/<int:pk>/process.pdf", files.process_pdf, name="process_pdf"),
    path("processes/<int:pk>/process.xlsx", files.process_xlsx, name="process_xlsx"),
    path("processes/<int:pk>/effects/", effects.process_effects, name="process_effects"),
    path("processes/<int:pk>/effects/new/", effects.new_effect, name="new_effect"),
    path("process-versions/<int:pk>/", signing.process_version, name="process_version"),
    path("process-steps/<int:pk>/", steps.edit_process_step, name="edit_process_step"),
    path("process-steps/<int:pk>/fate/", compare.judge_step, name="judge_step"),
    path("process-lanes/<int:pk>/", steps.edit_lane, name="edit_lane"),
    path("process-lanes/<int:pk>/remove/", steps.remove_lane, name="remove_lane"),
    path("process-answers/<int:pk>/take-back/", compare.take_back_process_answer, name="take_back_process_answer"),
    path("effects/<int:pk>/", effects.effect, name="effect"),
    path("effects/<int:pk>/edit/", effects.edit_effect, name="edit_effect"),
    path("effects/<int:pk>/remove/", effects.remove_effect, name="remove_effect"),
    path("effects/<int:pk>/tell/", effects.tell_effect, name="tell_effect"),
    path("effects/<int:pk>/tell-in-person/", effects.tell_in_person, name="tell_in_person"),
]
urlpatterns = [
    path("programmes/<int:programme>/", include(pages)),
    path("told/<str:token>/", notice.effect_notice, name="effect_notice"),
]
