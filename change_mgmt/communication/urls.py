from django.urls import include, path

from change_mgmt.communication.views import files, going_live, plan, reading, record, sending

pages = [
    path("communication/", plan.communication, name="communication"),
    path("communication/calendar/", plan.message_calendar, name="message_calendar"),
    path("communication/new/", record.new_message, name="new_message"),
    path("communication/usual/", going_live.usual, name="usual_messages"),
    path("communication/notices/<str:kind>/<int:pk>/", going_live.prepare_notice, name="prepare_notice"),
    path("communication/plan.xlsx", files.messages_xlsx, name="messages_xlsx"),
    path("communication/plan.pdf", files.messages_pdf, name="messages_pdf"),
    path("communication/import/", files.import_messages, name="import_messages"),
    path("communication/mine/", reading.my_messages, name="my_messages"),
    path("messages/<int:pk>/", record.message, name="message"),
    path("messages/<int:pk>/edit/", record.edit_message, name="edit_message"),
    path("messages/<int:pk>/text/", record.write_message, name="write_message"),
    path("messages/<int:pk>/reader/", record.ask_reader, name="ask_reader"),
    path("messages/<int:pk>/held/", record.hold_message, name="hold_message"),
    path("messages/<int:pk>/send/", sending.send_message, name="send_message"),
    path("messages/<int:pk>/people/", sending.message_people, name="message_people"),
    path("messages/<int:pk>/codes/", sending.message_codes, name="message_codes"),
    path("messages/<int:pk>/remind/", sending.remind_readers, name="remind_readers"),
    path("messages/<int:pk>/mine/", reading.my_message, name="my_message"),
    path("deliveries/<int:pk>/again/", sending.send_again, name="send_again"),
    path("deliveries/<int:pk>/code/", sending.delivery_code, name="delivery_code"),
]
urlpatterns = [
    path("programmes/<int:programme>/", include(pages)),
    path("m/<str:token>/", reading.read_message, name="read_message"),
]
