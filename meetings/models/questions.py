"""What a host asks beyond the registry's own questions."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.delegates import Delegate
from meetings.models.meetings import Meeting


class Question(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", _("text")
        NUMBER = "number", _("number")
        CHOICE = "choice", _("one of several")
        SEVERAL = "several", _("any of several")
        YES_NO = "yes_no", _("yes or no")

    meeting = models.ForeignKey(Meeting, verbose_name=_("meeting"), on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("question"), max_length=200)
    help = models.CharField(_("help"), max_length=300, blank=True)
    kind = models.CharField(_("kind of answer"), max_length=10, choices=Kind, default=Kind.TEXT)
    options = models.TextField(_("options"), blank=True, help_text=_("One a line."))
    required = models.BooleanField(_("required"), default=False)
    required_from = models.DateField(_("required from"), null=True, blank=True)
    frozen_after = models.DateField(_("frozen after"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "text"],
                name="question_once_per_meeting",
                violation_error_message=_("This meeting asks this already."),
            )
        ]

    def __str__(self):
        return self.text

    @property
    def choices(self) -> list[str]:
        """The options, one a line, without empty ones."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]

    def is_required_on(self, day: date) -> bool:
        """Whether nobody can leave it out on `day`, by the calendar of the meeting's place."""
        return self.required and (self.required_from is None or self.required_from <= day)

    def is_frozen_on(self, day: date) -> bool:
        """Whether its answers can only be read on `day`; on the day that it names they can still be changed."""
        return self.frozen_after is not None and self.frozen_after < day


class Answer(models.Model):
    """`value` is a text, a number, a list of texts or a boolean, as the question's kind asks."""

    question = models.ForeignKey(Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="answers")
    delegate = models.ForeignKey(Delegate, verbose_name=_("delegate"), on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField(_("answer"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question", "delegate"]
        constraints = [models.UniqueConstraint(fields=["question", "delegate"], name="answer_once_per_question")]

    def __str__(self):
        """The question only: labels are written into the record of activities, and an answer is personal."""
        return str(self.question)
