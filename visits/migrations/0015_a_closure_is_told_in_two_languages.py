import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

_SAID = ("why", "instead")


def _note():
    return models.OneToOneField(
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="visits.visitnote",
    )


class Migration(migrations.Migration):
    """What was written so far stands as the English text; its side adds the French one."""

    dependencies = [
        ("visits", "0014_an_answer_is_named_by_what_it_answers"),
    ]

    operations = [
        *(migrations.RenameField("closurenotice", name, f"{name}_en") for name in _SAID),
        *(migrations.AlterField("closurenotice", f"{name}_en", _note()) for name in _SAID),
        *(migrations.AddField("closurenotice", f"{name}_fr", _note()) for name in _SAID),
        migrations.AddConstraint(
            "closurenotice",
            models.CheckConstraint(
                condition=(Q(why_en__isnull=False) | Q(why_fr__isnull=False))
                & (Q(instead_en__isnull=False) | Q(instead_fr__isnull=False)),
                name="closure_says_why_and_where_in_some_language",
            ),
        ),
    ]
