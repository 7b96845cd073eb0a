from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_perm
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LANGUAGES = [("en", "English"), ("zh-hans", "简体中文"), ("zh-hant", "繁體中文")]


class UserManager(BaseUserManager):
    def create_user(self, email, name="", password=None, **fields):
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, name="", password=None, **fields):
        return self.create_user(email, name, password, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person. What they may do follows from their roles, never from a flag; ``is_superuser`` only opens the admin pages."""

    email = models.EmailField(_("E-mail"), max_length=254, unique=True)
    name = models.CharField(pgettext_lazy("of a person", "Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=10, choices=LANGUAGES, default="en")
    is_active = models.BooleanField(pgettext_lazy("account", "Active"), default=True)
    is_superuser = models.BooleanField(_("Administrator"), default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name or self.email

    @property
    def is_staff(self):
        return self.is_superuser

    @property
    def initials(self):
        words = self.name.split()
        if len(words) > 1:
            return (words[0][0] + words[-1][0]).upper()
        return self.name[-2:] if not self.name.isascii() else self.name[:2].upper()

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def has_perm(self, perm, obj=None):
        if obj is None:
            return self.is_active and self.is_superuser
        return _user_has_perm(self, perm, obj)

    def has_module_perms(self, app_label):
        return self.is_active and self.is_superuser
