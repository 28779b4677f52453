from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("visits", "0009_new_hours_hit_series"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="series",
            name="series_to_roll_on",
        ),
        migrations.AddField(
            model_name="series",
            name="next_on",
            # Those that stand already are looked at once; what joins then says what is next.
            field=models.DateField(default=date(2000, 1, 1), null=True),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="series",
            index=models.Index(fields=["stage", "next_on"], name="series_to_roll_on"),
        ),
    ]
