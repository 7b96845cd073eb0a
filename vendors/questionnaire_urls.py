"""Addresses of questionnaires: of those who ask, of a vendor's people with an account, and of whoever holds a link."""

from django.urls import path

from vendors.views import (
    questionnaire,
    questionnaire_account,
    questionnaire_comparison,
    questionnaire_link,
    questionnaire_questions,
    questionnaire_replies,
    questionnaire_sending,
)

P = "programmes/<int:programme>/"
Q, R, M, L = f"{P}questionnaires/", f"{P}replies/", f"{P}vendor/", "questionnaire/"

asking = [
    path(Q, questionnaire.questionnaires, name="questionnaires"),
    path(f"{Q}new/", questionnaire.new_questionnaire, name="new_questionnaire"),
    path(f"{Q}<int:pk>/", questionnaire.questionnaire, name="questionnaire"),
    path(f"{Q}<int:pk>/edit/", questionnaire.edit_questionnaire, name="edit_questionnaire"),
    path(f"{Q}<int:pk>/version/", questionnaire.new_questionnaire_version, name="new_questionnaire_version"),
    path(f"{Q}<int:pk>/library/", questionnaire_questions.pick_questions, name="pick_questions"),
    path(f"{Q}<int:pk>/questions/new/", questionnaire_questions.new_question, name="new_question"),
    path(f"{Q}questions/<int:pk>/", questionnaire_questions.edit_question, name="edit_question"),
    path(f"{Q}questions/<int:pk>/remove/", questionnaire_questions.remove_question, name="remove_question"),
    path(f"{Q}questions/<int:pk>/move/", questionnaire_questions.move_question, name="move_question"),
    path(f"{Q}<int:pk>/send/", questionnaire_sending.send_questionnaire, name="send_questionnaire"),
    path(f"{Q}<int:pk>/answers/", questionnaire_comparison.compare_replies, name="compare_replies"),
    path(f"{Q}<int:pk>/answers/xlsx/", questionnaire_comparison.compare_replies_file, name="compare_replies_file"),
    path(f"{R}<int:pk>/", questionnaire_replies.vendor_reply, name="vendor_reply"),
    path(f"{R}<int:pk>/link/", questionnaire_sending.renew_reply_link, name="renew_reply_link"),
    path(f"{R}links/<int:pk>/withdraw/", questionnaire_sending.withdraw_reply_link, name="withdraw_reply_link"),
    path(f"{R}<int:pk>/time/", questionnaire_sending.give_reply_time, name="give_reply_time"),
    path(f"{R}<int:pk>/reopen/", questionnaire_sending.reopen_reply, name="reopen_reply"),
    path(f"{R}<int:pk>/workbook/", questionnaire_replies.reply_workbook, name="reply_workbook"),
    path(f"{R}<int:pk>/take-in/", questionnaire_replies.take_in_reply, name="take_in_reply"),
    path(f"{R}<int:pk>/files/<int:file>/", questionnaire_replies.reply_evidence, name="reply_evidence"),
    path(f"{R}<int:pk>/ask/<int:question>/", questionnaire_replies.ask_vendor_back, name="ask_vendor_back"),
]

with_account = [
    path(M, questionnaire_account.vendor_home, name="vendor_home"),
    path(f"{M}replies/<int:pk>/", questionnaire_account.my_reply, name="my_reply"),
    path(f"{M}replies/<int:pk>/hand-in/", questionnaire_account.my_hand_in, name="my_hand_in"),
    path(f"{M}replies/<int:pk>/files/<int:number>/", questionnaire_account.my_file, name="my_file"),
    path(f"{M}replies/<int:pk>/workbook/", questionnaire_account.my_workbook, name="my_workbook"),
    path(f"{M}replies/<int:pk>/clarify/<int:number>/", questionnaire_account.my_clarify, name="my_clarify"),
]

with_link = [
    path(f"{L}<int:pk>/answers/", questionnaire_link.linked_reply, name="linked_reply"),
    path(f"{L}<int:pk>/code/", questionnaire_link.linked_code, name="linked_code"),
    path(f"{L}<int:pk>/hand-in/", questionnaire_link.linked_hand_in, name="linked_hand_in"),
    path(f"{L}<int:pk>/files/<int:number>/", questionnaire_link.linked_file, name="linked_file"),
    path(f"{L}<int:pk>/workbook/", questionnaire_link.linked_workbook, name="linked_workbook"),
    path(f"{L}<int:pk>/clarify/<int:number>/", questionnaire_link.linked_clarify, name="linked_clarify"),
    path(f"{L}<str:token>/", questionnaire_link.open_reply, name="open_reply"),
]

urlpatterns = [*asking, *with_account, *with_link]
