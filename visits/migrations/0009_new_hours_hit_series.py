from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("visits", "0008_contact_goals"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='seriesmove',
            name='series_deed_is_known',
        ),
        migrations.AlterField(
            model_name='seriesmove',
            name='deed',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('confirmed', 'Confirmed'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed, because nobody answered'), ('ended', 'Ended'), ('extended', 'Carried on in the calendar'), ('unseated', 'Hit by new hours')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='seriesmove',
            constraint=models.CheckConstraint(condition=models.Q(('deed__in', ['proposed', 'confirmed', 'declined', 'withdrawn', 'lapsed', 'ended', 'extended', 'unseated'])), name='series_deed_is_known'),
        ),
    ]
