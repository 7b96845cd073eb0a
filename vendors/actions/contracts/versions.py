"""The paper, version by version."""

import hashlib
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core import actions, audit
from core.models import User
from core.refusal import Refused
from vendors.actions._record import ask
from vendors.models import Contract, ContractVersion

KINDS = (".pdf", ".docx", ".odt", ".zip")


@transaction.atomic
def add_version(contract: Contract, *, upload: UploadedFile, note: str = "", by: User) -> ContractVersion:
    """Keep a file as the next version. Raises ValidationError for a kind or a size that is not taken, and for one kept already."""
    ask(by, "vendors.edit_contract", contract)
    audit.lock(contract.scope_key)
    if Contract.objects.get(pk=contract.pk).state == Contract.State.ENDED:
        raise Refused(_("The contract is over: its papers stay as they are."))
    name = PurePath(upload.name.replace("\\", "/")).name[-200:]
    _check(name, upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    last = contract.versions.aggregate(last=Max("number"))["last"] or 0
    version = ContractVersion(
        contract=contract,
        number=last + 1,
        file=upload,
        name=name,
        size=upload.size,
        sha256=digest.hexdigest(),
        note=note.strip(),
        by=by,
    )
    return actions.create(version, permission="vendors.edit_contract", by=by, note=note)


def _check(name: str, upload: UploadedFile) -> None:
    if PurePath(name).suffix.lower() not in KINDS:
        kinds = ", ".join(kind[1:] for kind in KINDS)
        raise ValidationError(
            _("“%(name)s” is not a kind of file that is kept here. Use one of: %(kinds)s.")
            % {"name": name, "kinds": kinds}
        )
    if upload.size > settings.ATTACHMENT_MAX_BYTES:
        limit = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        raise ValidationError(_("“%(name)s” is larger than %(limit)s.") % {"name": name, "limit": limit})
