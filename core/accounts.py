from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    """Accounts are made by invitation, never by a stranger at the door."""

    def is_open_for_signup(self, request):
        return False

    def get_user_display(self, user):
        return user.name
