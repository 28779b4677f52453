from django.db import migrations, models

# A field of one language so far, how long it may be and what it is.
_SAID = {
    "local_term": (80, "what it is called here"),
    "complaint_body": (160, "statutory complaint body"),
    "complaint_limit": (160, "its time limit"),
}
_DEFAULTS = {"local_term": {"default": "Supervised injection site"}}


def _english(name):
    length, what = _SAID[name]
    return models.CharField(
        blank=True,
        max_length=length,
        verbose_name=f"{what}, in English",
        **_DEFAULTS.get(name, {}),
    )


def _french(name):
    length, what = _SAID[name]
    return models.CharField(
        blank=True, default="", max_length=length, verbose_name=f"{what}, in French"
    )


class Migration(migrations.Migration):
    """What was written so far stands as the English text; its side adds the French one."""

    dependencies = [
        ("liaison", "0009_links_of_a_site_are_alike"),
    ]

    operations = [
        *(migrations.RenameField("site", name, f"{name}_en") for name in _SAID),
        *(migrations.AlterField("site", f"{name}_en", _english(name)) for name in _SAID),
        *(
            migrations.AddField("site", f"{name}_fr", _french(name), preserve_default=False)
            for name in _SAID
        ),
        migrations.AddConstraint(
            "site",
            models.CheckConstraint(
                condition=~models.Q(local_term_en="") | ~models.Q(local_term_fr=""),
                name="site_is_called_something_in_some_language",
            ),
        ),
    ]
