"""The list of vendors, what they are judged by, and what is found out about them."""

from django.urls import path

from vendors.views import criteria, diligence, groups, judging, knock_outs, library, longlist, vendor

P = "programmes/<int:programme>/vendors/"

urlpatterns = [
    path(P, vendor.vendors, name="vendors"),
    path(f"{P}new/", vendor.new_vendor, name="new_vendor"),
    path(f"{P}export/", longlist.export_vendors, name="export_vendors"),
    path(f"{P}import/", longlist.import_vendors, name="import_vendors"),
    path(f"{P}compare/", longlist.compare_vendors, name="compare_vendors"),
    path(f"{P}<int:pk>/", vendor.vendor, name="vendor"),
    path(f"{P}<int:pk>/edit/", vendor.edit_vendor, name="edit_vendor"),
    path(f"{P}<int:pk>/diligence/", diligence.diligence, name="diligence"),
    path(f"{P}<int:pk>/diligence/begin/", diligence.begin_diligence, name="begin_diligence"),
    path(f"{P}<int:pk>/diligence/new/", diligence.new_diligence_item, name="new_diligence_item"),
    path(f"{P}<int:pk>/references/new/", diligence.new_reference, name="new_reference"),
    path(f"{P}diligence/<int:pk>/", diligence.record_finding, name="record_finding"),
    path(f"{P}references/<int:pk>/", diligence.edit_reference, name="edit_reference"),
    path(f"{P}references/<int:pk>/remove/", diligence.remove_reference, name="remove_reference"),
    path(f"{P}criteria/", criteria.vendor_criteria, name="vendor_criteria"),
    path(f"{P}criteria/library/", library.criteria_library, name="criteria_library"),
    path(f"{P}criteria/groups/", groups.criteria_groups, name="criteria_groups"),
    path(f"{P}criteria/groups/weights/", groups.group_weights, name="group_weights"),
    path(f"{P}criteria/judges/", judging.name_judges, name="name_judges"),
    path(f"{P}criteria/pairs/", judging.judge_criteria, name="judge_criteria"),
    path(f"{P}criteria/pairs/weights/", judging.pair_weights, name="pair_weights"),
    path(f"{P}criteria/<int:pk>/", library.criterion, name="vendor_criterion"),
    path(f"{P}criteria/<int:pk>/edit/", library.edit_criterion, name="edit_vendor_criterion"),
    path(f"{P}criteria/<int:pk>/fix/", criteria.fix_criteria, name="fix_criteria"),
    path(f"{P}knock-outs/", knock_outs.knock_outs, name="knock_outs"),
    path(f"{P}knock-outs/edit/", knock_outs.edit_knock_outs, name="edit_knock_outs"),
    path(f"{P}evaluators/", criteria.name_evaluators, name="name_evaluators"),
    path(f"{P}rounds/new/", criteria.new_round, name="new_round"),
]
