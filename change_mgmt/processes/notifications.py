from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from change_mgmt.processes.deadlines import who_signs
from core.models import User
from core.notifications import Notice, hears
from core.text import say


@hears("processes.process", "hand_in")
def tell_signer(process, by, note):
    text = say(_("Sign the process: {process}"), process=process.name)
    url = reverse("sign_process", args=[process.programme_id, process.pk])
    yield Notice(User.objects.filter(pk__in=who_signs(process)), text, url)


@hears("processes.process", "sign")
def tell_signed(process, by, note):
    people = User.objects.filter(pk__in=[process.handed_in_by_id, process.owner_id])
    yield Notice(people, say(_("Signed: the process {process}."), process=process.name))


@hears("processes.process", "send_back")
def tell_sent_back(process, by, note):
    text = say(_("{name} sends back the process {process}: {reason}"), name=by.name, process=process.name, reason=note)
    yield Notice([process.handed_in_by], text)
