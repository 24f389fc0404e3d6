"""`manage.py invite`: how the first people get in, when nobody is there yet to invite them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from organizations.actions.invitations import invite_superuser, open_invitation


class Command(BaseCommand):
    help = "Print a link that makes an account for this e-mail address. It works once, and no mail is sent."

    def add_arguments(self, parser):
        parser.add_argument("email", help="the address that the person signs in with")
        parser.add_argument("--name", default="", help="how the registry calls the person")
        parser.add_argument("--superuser", action="store_true", help="let the person do everything, /admin/ included")

    def handle(self, *, email: str, name: str, superuser: bool, **options):
        try:
            if superuser:
                invitation, path = invite_superuser(email=email, name=name)
            else:
                invitation, path = open_invitation(email=email, name=name, by=None)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        day = timezone.localdate(invitation.expires_at)
        self.stdout.write(f"{settings.BASE_URL}{path}")
        self.stderr.write(f"Give this link to {invitation.email} alone. It works once, until {day}.")
