import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0013_a_series_is_answered_with_another'),
    ]

    operations = [
        migrations.AlterField(
            model_name='series',
            name='answers',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='visits.series'),
        ),
    ]
