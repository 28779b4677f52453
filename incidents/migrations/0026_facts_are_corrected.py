import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0025_exports'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('fact', models.CharField(choices=[('time', 'When'), ('place', 'Where'), ('kind', 'What kind'), ('severity', 'How serious'), ('initiator', 'Who began it'), ('circumstance', 'Why officers said they came'), ('threat', 'Whether a life was at stake'), ('instrument', 'Paper or power that was shown'), ('officers', 'Officers'), ('arrival', 'How they were there'), ('attire', 'What they wore'), ('duration', 'How long'), ('people', 'People it touched'), ('impacts', 'What came of it'), ('calmed', 'Calmed before it ended')], max_length=12)),
                ('was', models.JSONField()),
                ('now', models.JSONField()),
                ('site_state', models.CharField(blank=True, choices=[('operating', 'Operating'), ('non_operational', 'Outside operating hours'), ('suspended', 'Suspended')], max_length=16)),
                ('side', models.CharField(choices=[('site', 'Site'), ('police', 'Police')], max_length=6)),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ('number',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='statement',
            name='an_answer_names_its_question',
        ),
        migrations.AddField(
            model_name='incident',
            name='corrected_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='statement',
            name='kind',
            field=models.CharField(choices=[('narrative', 'What happened'), ('done', 'What was done about it'), ('note', 'Note'), ('restricted', 'Badge or fleet number'), ('discussion', 'Words to both sides'), ('question', 'Question'), ('answer', 'Answer to a question'), ('correction', 'Correction'), ('settlement', 'Settlement'), ('commitment', 'Promise'), ('call', 'Whom we told'), ('officer', 'Statement of an officer'), ('planned', 'To be released'), ('confided', 'In confidence'), ('body_number', 'Number given by the statutory body'), ('reason', 'Reason')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'answer'), ('regards__isnull', False)), ('kind', 'correction'), models.Q(models.Q(('kind__in', ['answer', 'correction']), _negated=True), ('regards', None)), _connector='OR'), name='an_answer_names_its_question'),
        ),
        migrations.AddField(
            model_name='correction',
            name='by',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='correction',
            name='incident',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='incidents.incident'),
        ),
        migrations.AddField(
            model_name='correction',
            name='words',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='incidents.statement'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('incident', 'number'), name='one_correction_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('fact__in', ['time', 'place', 'kind', 'severity', 'initiator', 'circumstance', 'threat', 'instrument', 'officers', 'arrival', 'attire', 'duration', 'people', 'impacts', 'calmed'])), name='corrected_fact_is_known'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['site', 'police'])), name='correction_side_is_known'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fact', 'time'), ('site_state__in', ['operating', 'non_operational', 'suspended'])), models.Q(models.Q(('fact', 'time'), _negated=True), ('site_state', '')), _connector='OR'), name='a_corrected_time_says_what_state_the_site_was_in'),
        ),
    ]
