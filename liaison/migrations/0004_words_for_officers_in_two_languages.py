from django.db import migrations, models

_TO_OFFICERS = "where officers stand and park"


class Migration(migrations.Migration):
    """What was written so far stands as the English text; its side adds the French one."""

    dependencies = [
        ("liaison", "0003_division_link"),
    ]

    operations = [
        migrations.RenameField("site", "arrival", "arrival_en"),
        migrations.AlterField(
            "site",
            "arrival_en",
            models.TextField(
                blank=True, max_length=500, verbose_name=f"{_TO_OFFICERS}, in English"
            ),
        ),
        migrations.AddField(
            "site",
            "arrival_fr",
            models.TextField(
                blank=True, default="", max_length=500, verbose_name=f"{_TO_OFFICERS}, in French"
            ),
            preserve_default=False,
        ),
        migrations.RenameField("contactstep", "post", "post_en"),
        migrations.RenameField("contactstep", "reachable", "reachable_en"),
        migrations.AlterField(
            "contactstep",
            "post_en",
            models.CharField(blank=True, max_length=120, verbose_name="post, in English"),
        ),
        migrations.AlterField(
            "contactstep",
            "reachable_en",
            models.CharField(blank=True, max_length=120, verbose_name="when, in English"),
        ),
        migrations.AddField(
            "contactstep",
            "post_fr",
            models.CharField(
                blank=True, default="", max_length=120, verbose_name="post, in French"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "contactstep",
            "reachable_fr",
            models.CharField(
                blank=True, default="", max_length=120, verbose_name="when, in French"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "contactstep",
            models.CheckConstraint(
                condition=~models.Q(post_en="") | ~models.Q(post_fr=""),
                name="contact_has_a_post_in_some_language",
            ),
        ),
    ]
