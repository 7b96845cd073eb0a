"""Addresses of scoring, ranking and choice."""

from django.urls import path

from vendors.views import choice, ranking, scores, talks

V = "programmes/<int:programme>/vendors/"

urlpatterns = [
    path(f"{V}scores/", scores.score_vendors, name="score_vendors"),
    path(f"{V}scores/sheet/", scores.score_sheet, name="score_sheet"),
    path(f"{V}scores/bring/", scores.bring_scores, name="bring_scores"),
    path(f"{V}scores/<int:pk>/change/", talks.change_score, name="change_score"),
    path(f"{V}ranking/", ranking.vendor_ranking, name="vendor_ranking"),
    path(f"{V}ranking/export/", ranking.export_ranking, name="export_ranking"),
    path(f"{V}ranking/dissent/", talks.record_dissent, name="record_dissent"),
    path(f"{V}ranking/<int:pk>/", ranking.vendor_total, name="vendor_total"),
    path(f"{V}ranking/<int:pk>/ask/", choice.ask_selection, name="ask_selection"),
    path(f"{V}ranking/<int:pk>/remind/", talks.remind_evaluators, name="remind_evaluators"),
    path(f"{V}ranking/<int:vendor>/<int:criterion>/", ranking.vendor_cell, name="vendor_cell"),
    path(f"{V}ranking/<int:vendor>/<int:criterion>/talk/", talks.talk_over, name="talk_over"),
    path(f"{V}choice/", choice.select_vendor, name="select_vendor"),
    path(f"{V}choice/<int:pk>/", choice.vendor_choice, name="vendor_choice"),
    path(f"{V}choice/<int:pk>/pdf/", choice.vendor_choice_pdf, name="vendor_choice_pdf"),
]
