import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('incidents', '0022_somebody_is_off_a_case'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='regards',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='incidents.statement'),
        ),
        migrations.AlterField(
            model_name='statement',
            name='kind',
            field=models.CharField(choices=[('narrative', 'What happened'), ('done', 'What was done about it'), ('note', 'Note'), ('restricted', 'Badge or fleet number'), ('discussion', 'Words to both sides'), ('question', 'Question'), ('answer', 'Answer to a question'), ('settlement', 'Settlement'), ('commitment', 'Promise'), ('call', 'Whom we told'), ('officer', 'Statement of an officer'), ('planned', 'To be released'), ('confided', 'In confidence'), ('body_number', 'Number given by the statutory body'), ('reason', 'Reason')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'answer')), fields=('regards',), name='a_question_is_answered_once'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'answer'), ('regards__isnull', False)), models.Q(models.Q(('kind', 'answer'), _negated=True), ('regards', None)), _connector='OR'), name='an_answer_names_its_question'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['question', 'answer']), _negated=True), models.Q(('author_side__isnull', False), ('lane', 'shared')), _connector='OR'), name='both_sides_read_questions_and_answers'),
        ),
    ]
