from django.urls import include, path

from change_mgmt.voice.views import asks, hearings

pages = [
    path("voice/", asks.voice, name="voice"),
    path("voice/asks.xlsx", asks.asks_xlsx, name="asks_xlsx"),
    path("voice/asks/<int:pk>/", asks.ask, name="ask"),
    path("voice/asks/<int:pk>/edit/", asks.edit_ask, name="edit_ask"),
    path("voice/asks/<int:pk>/take-up/", asks.take_up_ask, name="take_up_ask"),
    path("voice/asks/<int:pk>/finish/", asks.finish_ask, name="finish_ask"),
    path("voice/asks/<int:pk>/decline/", asks.decline_ask, name="decline_ask"),
    path("voice/asks/<int:pk>/told/", asks.tell_back, name="tell_back"),
    path("voice/talks/", hearings.hearings, name="hearings"),
    path("voice/talks/new/", hearings.new_hearing, name="new_hearing"),
    path("voice/talks/<int:pk>/", hearings.hearing, name="hearing"),
    path("voice/talks/<int:pk>/edit/", hearings.edit_hearing, name="edit_hearing"),
    path("voice/talks/<int:pk>/asks/new/", asks.new_ask, name="new_ask"),
    path("voice/panels/", hearings.customer_panels, name="customer_panels"),
    path("voice/panels/new/", hearings.new_customer_panel, name="new_customer_panel"),
    path("voice/panels/<int:pk>/", hearings.customer_panel, name="customer_panel"),
    path("voice/panels/<int:pk>/edit/", hearings.edit_customer_panel, name="edit_customer_panel"),
]
urlpatterns = [path("programmes/<int:programme>/", include(pages))]
