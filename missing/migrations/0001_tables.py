import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('missing', '0001_initial'),
        ('missing', '0002_period_index'),
        ('missing', '0003_born_before_episodes'),
        ('missing', '0004_corrections_and_together'),
        ('missing', '0005_interview_statistics'),
        ('missing', '0006_strategy'),
        ('missing', '0007_voided'),
        ('missing', '0008_interview_record'),
        ('missing', '0009_placing_council'),
        ('missing', '0010_endings'),
        ('missing', '0011_episode_merges'),
        ('missing', '0012_telling_and_about'),
        ('missing', '0013_sharing'),
        ('missing', '0014_bookings_and_outcomes'),
        ('missing', '0015_corrections_follow'),
        ('missing', '0016_reviews_and_grounds'),
        ('missing', '0017_actions_by_day'),
        ('missing', '0018_interviews_of_one_young_person'),
        ('missing', '0019_covered_later'),
        ('missing', '0020_interviews_that_move'),
        ('missing', '0021_episode_words'),
        ('missing', '0022_interviews_held_early'),
    ]

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('accounts', '0001_tables'),
        ('people', '0001_tables'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='EpisodeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=40)),
                    ('category', models.CharField(choices=[('missing', 'Missing'), ('away', 'Away without authorisation'), ('curfew', 'Missed curfew')], max_length=10, verbose_name='what it is')),
                    ('started_at', models.DateTimeField(help_text='The later of when they left and when a responsible adult last saw them.', verbose_name='started')),
                    ('started_is_approximate', models.BooleanField(default=False, verbose_name='start is approximate')),
                    ('missing_from', models.DateTimeField(blank=True, help_text='From when it counts as missing; empty while it never was.', null=True, verbose_name='counts as missing from')),
                    ('found_at', models.DateTimeField(blank=True, null=True, verbose_name='found')),
                    ('found_is_approximate', models.BooleanField(default=False, verbose_name='time they were found is approximate')),
                    ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='came back')),
                    ('returned_is_approximate', models.BooleanField(default=False, verbose_name='time they came back is approximate')),
                    ('ended_how', models.CharField(blank=True, choices=[('returned', 'Came back'), ('placed_elsewhere', 'Found and placed elsewhere'), ('refused_to_return', 'Found and refusing to come back'), ('custody', 'In custody'), ('hospital', 'In hospital'), ('died', 'Died'), ('other', 'Another way')], max_length=20, verbose_name='how it ended')),
                    ('circumstances', models.TextField(blank=True, verbose_name='what is known')),
                    ('reported_by', models.CharField(blank=True, help_text='Who told us, and their role.', max_length=150, verbose_name='who told us')),
                    ('reported_to_police_at', models.DateTimeField(blank=True, null=True, verbose_name='police told')),
                    ('police_told_is_approximate', models.BooleanField(default=False, verbose_name='time the police were told is approximate')),
                    ('police_reference', models.CharField(blank=True, max_length=60)),
                    ('police_risk', models.CharField(choices=[('no_apparent_risk', 'No apparent risk'), ('low', 'Low'), ('medium', 'Medium'), ('high', 'High'), ('not_recorded', 'Not recorded')], default='not_recorded', max_length=20)),
                    ('return_note', models.TextField(blank=True, verbose_name='note of the return')),
                    ('is_out_of_area', models.BooleanField(blank=True, null=True, verbose_name='out of city')),
                    ('distance_miles', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='distance in miles')),
                    ('legal_status', models.CharField(blank=True, max_length=2)),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10, verbose_name='how it came to be on record')),
                    ('recorded_at', models.DateTimeField(help_text='When it came to be on record; bounds the start from the future.', verbose_name='written down')),
                    ('end_recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='end written down')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('voided_at', models.DateTimeField(blank=True, help_text='When it was taken out of every list and figure, as logged in error.', null=True, verbose_name='voided')),
                    ('voided_why', models.TextField(blank=True, verbose_name='why it was voided')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EpisodeMerge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('merged_at', models.DateTimeField()),
                    ('reason', models.TextField()),
                    ('moved', models.JSONField(default=dict)),
                    ('changed', models.JSONField(default=dict)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_why', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['-merged_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='EpisodeMergeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('merged_at', models.DateTimeField()),
                    ('reason', models.TextField()),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_why', models.TextField(blank=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FollowUpAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                    ('due_on', models.DateField(verbose_name='by when')),
                    ('recorded_at', models.DateTimeField()),
                    ('is_done', models.BooleanField(blank=True, null=True)),
                    ('settled_note', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'action',
                    'ordering': ['due_on', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='FollowUpActionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('what', models.CharField(max_length=300, verbose_name='what is to be done')),
                    ('due_on', models.DateField(verbose_name='by when')),
                    ('recorded_at', models.DateTimeField()),
                    ('is_done', models.BooleanField(blank=True, null=True)),
                    ('settled_note', models.CharField(blank=True, max_length=500, verbose_name='what came of it')),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='HarmTold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what_was_told', models.TextField()),
                    ('is_by_carer', models.BooleanField(default=False, help_text='Whether a carer of the home is said to have done it.')),
                    ('told_at', models.DateTimeField(help_text='When it was written down.')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name_plural': 'harm told',
                    'ordering': ['-told_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='HarmToldEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('what_was_told', models.TextField()),
                    ('is_by_carer', models.BooleanField(default=False, help_text='Whether a carer of the home is said to have done it.')),
                    ('told_at', models.DateTimeField(help_text='When it was written down.')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterviewBooking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meets_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('place', models.CharField(blank=True, max_length=150)),
                    ('interpreter', models.CharField(blank=True, help_text='The language, and who interprets.', max_length=100)),
                    ('booked_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('booked', 'Booked'), ('held', 'Held'), ('held_early', 'Held before this time'), ('missed', 'They did not come'), ('moved', 'Moved to another time'), ('cancelled', 'Cancelled')], default='booked', max_length=10)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, help_text='Why it was cancelled.', max_length=300)),
                ],
                options={
                    'ordering': ['-booked_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='InterviewBookingEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('meets_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('place', models.CharField(blank=True, max_length=150)),
                    ('interpreter', models.CharField(blank=True, help_text='The language, and who interprets.', max_length=100)),
                    ('booked_at', models.DateTimeField()),
                    ('state', models.CharField(choices=[('booked', 'Booked'), ('held', 'Held'), ('held_early', 'Held before this time'), ('missed', 'They did not come'), ('moved', 'Moved to another time'), ('cancelled', 'Cancelled')], default='booked', max_length=10)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('why', models.CharField(blank=True, help_text='Why it was cancelled.', max_length=300)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterviewCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recipient', models.CharField(choices=[('social_worker', 'Social worker'), ('reviewing_officer', 'Reviewing officer'), ('police', 'Police'), ('hub', 'Exploitation hub'), ('host_council', 'Host or placing council'), ('carer', 'Carer or home'), ('parent', 'Parent'), ('school', 'School or college'), ('health', 'Health')], max_length=20)),
                    ('recipient_name', models.CharField(max_length=150, verbose_name='who exactly')),
                    ('handed', models.CharField(choices=[('secure_email', 'Secure e-mail'), ('paper', 'On paper'), ('read_out', 'Read out, in person or by telephone'), ('their_system', 'Into their own system')], max_length=15, verbose_name='how')),
                    ('sections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='sections given')),
                    ('content', models.JSONField(default=list)),
                    ('withheld', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='sections held back')),
                    ('withheld_why', models.TextField(blank=True, verbose_name='why the rest is held back')),
                    ('shared_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'copy of an interview',
                    'verbose_name_plural': 'copies of interviews',
                    'ordering': ['-shared_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='InterviewCopyEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('recipient', models.CharField(choices=[('social_worker', 'Social worker'), ('reviewing_officer', 'Reviewing officer'), ('police', 'Police'), ('hub', 'Exploitation hub'), ('host_council', 'Host or placing council'), ('carer', 'Carer or home'), ('parent', 'Parent'), ('school', 'School or college'), ('health', 'Health')], max_length=20)),
                    ('recipient_name', models.CharField(max_length=150, verbose_name='who exactly')),
                    ('handed', models.CharField(choices=[('secure_email', 'Secure e-mail'), ('paper', 'On paper'), ('read_out', 'Read out, in person or by telephone'), ('their_system', 'Into their own system')], max_length=15, verbose_name='how')),
                    ('sections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='sections given')),
                    ('content', models.JSONField(default=list)),
                    ('withheld', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='sections held back')),
                    ('withheld_why', models.TextField(blank=True, verbose_name='why the rest is held back')),
                    ('shared_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterviewMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('moved_at', models.DateTimeField()),
                    ('why', models.CharField(choices=[('left', 'who had it has left'), ('restricted', 'the record was restricted to the people named on it')], max_length=10)),
                ],
                options={
                    'ordering': ['-moved_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='InterviewMoveEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('moved_at', models.DateTimeField()),
                    ('why', models.CharField(choices=[('left', 'who had it has left'), ('restricted', 'the record was restricted to the people named on it')], max_length=10)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterviewOffer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('offered_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By telephone'), ('text', 'By text message'), ('via_carer', 'Through a carer'), ('letter', 'By letter'), ('social_media', 'Over social media')], max_length=15)),
                    ('response', models.CharField(choices=[('accepted', 'Accepted'), ('declined', 'Declined'), ('no_response', 'No answer yet'), ('thinking', 'Thinking about it')], max_length=15)),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-offered_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='InterviewOfferEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('offered_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('in_person', 'In person'), ('phone', 'By telephone'), ('text', 'By text message'), ('via_carer', 'Through a carer'), ('letter', 'By letter'), ('social_media', 'Over social media')], max_length=15)),
                    ('response', models.CharField(choices=[('accepted', 'Accepted'), ('declined', 'Declined'), ('no_response', 'No answer yet'), ('thinking', 'Thinking about it')], max_length=15)),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='InterviewRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('limits_told', models.BooleanField(default=False, verbose_name='told what is passed on')),
                    ('wish_who', models.CharField(blank=True, max_length=200, verbose_name='wished to talk to')),
                    ('wish_where', models.CharField(blank=True, max_length=200, verbose_name='wished to talk at')),
                    ('wish_how', models.CharField(blank=True, max_length=200, verbose_name='wished to talk by')),
                    ('interpreter', models.CharField(blank=True, choices=[('not_needed', 'Not needed'), ('was_there', 'Yes, one was there'), ('not_there', 'Needed, but there was none')], max_length=15)),
                    ('interpreter_language', models.CharField(blank=True, max_length=60, verbose_name='language')),
                    ('advocate', models.CharField(blank=True, choices=[('not_offered', 'Not offered'), ('declined', 'Offered, and they said no'), ('accepted', 'They said yes; still to be referred'), ('referred', 'They said yes, and were referred'), ('has_one', 'They have one already')], max_length=15)),
                    ('present', models.CharField(blank=True, max_length=200, verbose_name='who else was there')),
                    ('thinks_was_missing', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('not_sure', 'Not sure')], max_length=10, verbose_name='think they were missing')),
                    ('travel', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('walk', 'On foot'), ('bus', 'Bus or tram'), ('train', 'Train'), ('taxi', 'Taxi'), ('lift_known', 'Lift from somebody they know'), ('lift_unknown', 'Lift from somebody they do not know'), ('other', 'Another way')], max_length=25), blank=True, default=list, size=None, verbose_name='how they travelled')),
                    ('paid_by', models.CharField(blank=True, max_length=200, verbose_name='who paid')),
                    ('online', models.TextField(blank=True, verbose_name='telephone and social media')),
                    ('brought_back_by', models.CharField(blank=True, choices=[('self', 'Came by themselves'), ('carer', 'Carer or staff'), ('family', 'Family'), ('police', 'Police'), ('social_worker', 'Social worker'), ('friend', 'Friend'), ('taxi', 'Taxi'), ('other', 'Somebody else')], max_length=15, verbose_name='how they came back')),
                    ('push', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('family_conflict', 'Arguments in the family'), ('placement_unhappy', 'Unhappy where they live'), ('placement_peers', 'Other young people there'), ('staff_carer_conflict', 'Arguments with staff or carers'), ('rules_boundaries', 'Rules and boundaries'), ('placement_move', 'A move, or the fear of one'), ('abuse_neglect', 'Abuse or neglect'), ('domestic_abuse', 'Domestic abuse'), ('bullying', 'Bullying, online too'), ('school', 'School or college'), ('mental_health', 'How they felt, their mental health'), ('self_harm', 'Wanting to hurt themselves'), ('loneliness', 'Lonely or bored'), ('contact_problem', 'Not enough time with family'), ('fear_threat', 'Afraid of somebody, or threatened'), ('pregnancy', 'Pregnancy'), ('immigration', 'Immigration or age assessment'), ('other', 'Something else'), ('unknown', 'They would not say, or do not know')], max_length=25), blank=True, default=list, size=None, verbose_name='what they went away from')),
                    ('pull', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('family', 'Family'), ('friends', 'Friends'), ('partner', 'Boyfriend or girlfriend'), ('peer_pressure', 'Others wanted them to'), ('party', 'A party or a night out'), ('drugs_alcohol', 'Drugs or alcohol'), ('adult_of_concern', 'An adult who worries us'), ('county_lines_crime', 'Running drugs or other crime'), ('money_debt', 'Money, or a debt'), ('cse', 'Sexual exploitation'), ('online_contact', 'Somebody they met online'), ('freedom', 'To be free for a while'), ('other', 'Something else'), ('unknown', 'They would not say, or do not know')], max_length=25), blank=True, default=list, size=None, verbose_name='what they went to')),
                    ('why', models.TextField(blank=True, verbose_name='why, in short')),
                    ('harms_told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm told')),
                    ('harms_suspected', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm suspected')),
                    ('harms_ruled_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm ruled out')),
                    ('harm_by_carer', models.CharField(blank=True, choices=[('no', 'No'), ('home', 'Yes: a carer or staff where they live'), ('parent', 'Yes: a parent'), ('not_known', 'Not known')], max_length=10, verbose_name='harm by who cares for them')),
                    ('harm_by', models.CharField(blank=True, max_length=200, verbose_name='harm by whom')),
                    ('health', models.TextField(blank=True, verbose_name='health')),
                    ('feels_now', models.TextField(blank=True, verbose_name='how they feel about being back')),
                    ('strengths', models.TextField(blank=True)),
                    ('safety_plan', models.TextField(blank=True, verbose_name='safety plan')),
                    ('plan_given', models.BooleanField(default=False, verbose_name='given the safety plan')),
                    ('helplines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('missing_people', 'Missing People: call or text 116 000'), ('childline', 'Childline: call 0800 1111'), ('shout', 'Shout: text 85258'), ('other', 'Another one')], max_length=25), blank=True, default=list, size=None, verbose_name='helplines given')),
                    ('talked_at', models.CharField(blank=True, choices=[('home', 'Where they live'), ('school', 'School or college'), ('community', 'Café, youth centre or another public place'), ('office', 'Our office'), ('police', 'Police station'), ('vehicle', 'In a car'), ('online', 'Online or by telephone')], max_length=15, verbose_name='place of the talk')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how long, in minutes')),
                    ('recorded_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='InterviewRecordEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('limits_told', models.BooleanField(default=False, verbose_name='told what is passed on')),
                    ('wish_who', models.CharField(blank=True, max_length=200, verbose_name='wished to talk to')),
                    ('wish_where', models.CharField(blank=True, max_length=200, verbose_name='wished to talk at')),
                    ('wish_how', models.CharField(blank=True, max_length=200, verbose_name='wished to talk by')),
                    ('interpreter', models.CharField(blank=True, choices=[('not_needed', 'Not needed'), ('was_there', 'Yes, one was there'), ('not_there', 'Needed, but there was none')], max_length=15)),
                    ('interpreter_language', models.CharField(blank=True, max_length=60, verbose_name='language')),
                    ('advocate', models.CharField(blank=True, choices=[('not_offered', 'Not offered'), ('declined', 'Offered, and they said no'), ('accepted', 'They said yes; still to be referred'), ('referred', 'They said yes, and were referred'), ('has_one', 'They have one already')], max_length=15)),
                    ('present', models.CharField(blank=True, max_length=200, verbose_name='who else was there')),
                    ('thinks_was_missing', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('not_sure', 'Not sure')], max_length=10, verbose_name='think they were missing')),
                    ('travel', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('walk', 'On foot'), ('bus', 'Bus or tram'), ('train', 'Train'), ('taxi', 'Taxi'), ('lift_known', 'Lift from somebody they know'), ('lift_unknown', 'Lift from somebody they do not know'), ('other', 'Another way')], max_length=25), blank=True, default=list, size=None, verbose_name='how they travelled')),
                    ('paid_by', models.CharField(blank=True, max_length=200, verbose_name='who paid')),
                    ('online', models.TextField(blank=True, verbose_name='telephone and social media')),
                    ('brought_back_by', models.CharField(blank=True, choices=[('self', 'Came by themselves'), ('carer', 'Carer or staff'), ('family', 'Family'), ('police', 'Police'), ('social_worker', 'Social worker'), ('friend', 'Friend'), ('taxi', 'Taxi'), ('other', 'Somebody else')], max_length=15, verbose_name='how they came back')),
                    ('push', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('family_conflict', 'Arguments in the family'), ('placement_unhappy', 'Unhappy where they live'), ('placement_peers', 'Other young people there'), ('staff_carer_conflict', 'Arguments with staff or carers'), ('rules_boundaries', 'Rules and boundaries'), ('placement_move', 'A move, or the fear of one'), ('abuse_neglect', 'Abuse or neglect'), ('domestic_abuse', 'Domestic abuse'), ('bullying', 'Bullying, online too'), ('school', 'School or college'), ('mental_health', 'How they felt, their mental health'), ('self_harm', 'Wanting to hurt themselves'), ('loneliness', 'Lonely or bored'), ('contact_problem', 'Not enough time with family'), ('fear_threat', 'Afraid of somebody, or threatened'), ('pregnancy', 'Pregnancy'), ('immigration', 'Immigration or age assessment'), ('other', 'Something else'), ('unknown', 'They would not say, or do not know')], max_length=25), blank=True, default=list, size=None, verbose_name='what they went away from')),
                    ('pull', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('family', 'Family'), ('friends', 'Friends'), ('partner', 'Boyfriend or girlfriend'), ('peer_pressure', 'Others wanted them to'), ('party', 'A party or a night out'), ('drugs_alcohol', 'Drugs or alcohol'), ('adult_of_concern', 'An adult who worries us'), ('county_lines_crime', 'Running drugs or other crime'), ('money_debt', 'Money, or a debt'), ('cse', 'Sexual exploitation'), ('online_contact', 'Somebody they met online'), ('freedom', 'To be free for a while'), ('other', 'Something else'), ('unknown', 'They would not say, or do not know')], max_length=25), blank=True, default=list, size=None, verbose_name='what they went to')),
                    ('why', models.TextField(blank=True, verbose_name='why, in short')),
                    ('harms_told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm told')),
                    ('harms_suspected', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm suspected')),
                    ('harms_ruled_out', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('physical', 'Hurt by somebody'), ('sexual', 'Sexual harm'), ('threats', 'Threats or weapons'), ('cse', 'Sexual exploitation'), ('cce', 'Made to carry drugs, money or weapons'), ('trafficking', 'Taken somewhere to be used'), ('online', 'Harm online'), ('self_harm', 'Hurt themselves'), ('crime_victim', 'Victim of another crime'), ('offence', 'Did something against the law'), ('drugs', 'Drugs'), ('alcohol', 'Alcohol'), ('hunger_sleep', 'No food or no sleep'), ('medical', 'Injury or illness that needs care'), ('sexual_health', 'Sexual health'), ('pregnancy', 'May be pregnant')], max_length=25), blank=True, default=list, size=None, verbose_name='harm ruled out')),
                    ('harm_by_carer', models.CharField(blank=True, choices=[('no', 'No'), ('home', 'Yes: a carer or staff where they live'), ('parent', 'Yes: a parent'), ('not_known', 'Not known')], max_length=10, verbose_name='harm by who cares for them')),
                    ('harm_by', models.CharField(blank=True, max_length=200, verbose_name='harm by whom')),
                    ('health', models.TextField(blank=True, verbose_name='health')),
                    ('feels_now', models.TextField(blank=True, verbose_name='how they feel about being back')),
                    ('strengths', models.TextField(blank=True)),
                    ('safety_plan', models.TextField(blank=True, verbose_name='safety plan')),
                    ('plan_given', models.BooleanField(default=False, verbose_name='given the safety plan')),
                    ('helplines', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('missing_people', 'Missing People: call or text 116 000'), ('childline', 'Childline: call 0800 1111'), ('shout', 'Shout: text 85258'), ('other', 'Another one')], max_length=25), blank=True, default=list, size=None, verbose_name='helplines given')),
                    ('talked_at', models.CharField(blank=True, choices=[('home', 'Where they live'), ('school', 'School or college'), ('community', 'Café, youth centre or another public place'), ('office', 'Our office'), ('police', 'Police station'), ('vehicle', 'In a car'), ('online', 'Online or by telephone')], max_length=15, verbose_name='place of the talk')),
                    ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='how long, in minutes')),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all')], default='note', max_length=20)),
                    ('at', models.DateTimeField()),
                    ('is_approximate', models.BooleanField(default=False)),
                    ('text', models.TextField()),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'log entries',
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='LogEntryEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('note', 'Note'), ('risk_changed', 'Risk changed'), ('contact', 'Contact made'), ('place_checked', 'Place checked'), ('seen', 'Seen'), ('told', 'Somebody told'), ('corrected', 'Corrected'), ('category', 'What it is'), ('voided', 'Voided or put back'), ('not_back', 'Not back after all')], default='note', max_length=20)),
                    ('at', models.DateTimeField()),
                    ('is_approximate', models.BooleanField(default=False)),
                    ('text', models.TextField()),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LongReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('due_at', models.DateTimeField()),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('decided', models.TextField(blank=True, verbose_name='what was decided')),
                    ('next_steps', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name': 'review of a long absence',
                    'ordering': ['-pk'],
                },
            ),
            migrations.CreateModel(
                name='LongReviewEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('number', models.PositiveSmallIntegerField()),
                    ('due_at', models.DateTimeField()),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('decided', models.TextField(blank=True, verbose_name='what was decided')),
                    ('next_steps', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Oversight',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'manager’s oversight',
                    'verbose_name_plural': 'managers’ oversight',
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='OversightEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('text', models.TextField()),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PersonMention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ],
            ),
            migrations.CreateModel(
                name='PersonMentioned',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=150)),
                    ('age_band', models.CharField(blank=True, choices=[('under_16', 'Under 16'), ('16_17', '16 or 17'), ('18_25', '18 to 25'), ('over_25', 'Over 25')], max_length=10)),
                    ('relation', models.CharField(blank=True, choices=[('family', 'Family'), ('friend', 'Friend'), ('partner', 'Boyfriend or girlfriend'), ('same_home', 'Lives in the same home'), ('school', 'From school'), ('online', 'Met online'), ('adult', 'Adult they know'), ('stranger', 'Somebody they had not met before'), ('other', 'Somebody else')], max_length=15)),
                    ('is_of_concern', models.BooleanField(default=False, verbose_name='worries us')),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'person named',
                },
            ),
            migrations.CreateModel(
                name='PersonMentionedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=150)),
                    ('age_band', models.CharField(blank=True, choices=[('under_16', 'Under 16'), ('16_17', '16 or 17'), ('18_25', '18 to 25'), ('over_25', 'Over 25')], max_length=10)),
                    ('relation', models.CharField(blank=True, choices=[('family', 'Family'), ('friend', 'Friend'), ('partner', 'Boyfriend or girlfriend'), ('same_home', 'Lives in the same home'), ('school', 'From school'), ('online', 'Met online'), ('adult', 'Adult they know'), ('stranger', 'Somebody they had not met before'), ('other', 'Somebody else')], max_length=15)),
                    ('is_of_concern', models.BooleanField(default=False, verbose_name='worries us')),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PersonMentionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PersonTold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('of', models.CharField(choices=[('went_missing', 'that they are missing'), ('came_back', 'that they are found or back')], max_length=15, verbose_name='told of')),
                    ('recipient', models.CharField(choices=[('police', 'Police'), ('parent', 'Somebody with parental responsibility'), ('placing_council', 'Council that looks after them'), ('host_council', 'Council where they live'), ('placement', 'Home or carers'), ('reviewing_officer', 'Reviewing officer'), ('school', 'School'), ('social_worker', 'Social worker'), ('team_manager', 'Team manager'), ('duty', 'Emergency duty team'), ('hub', 'Exploitation hub'), ('health', 'Health'), ('ofsted', 'Ofsted'), ('home_office', 'Home Office (National Referral Mechanism)'), ('other', 'Somebody else')], max_length=20)),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told')),
                    ('is_approximate', models.BooleanField(default=False, verbose_name='time is approximate')),
                    ('how', models.CharField(blank=True, choices=[('phone', 'By telephone'), ('in_person', 'In person'), ('email', 'By secure e-mail'), ('message', 'By text message'), ('online', 'By an online form'), ('they_told_us', 'They told us'), ('other', 'Another way')], max_length=15, verbose_name='how they were told')),
                    ('told_by', models.CharField(blank=True, max_length=150)),
                    ('note', models.TextField(blank=True)),
                    ('why_not', models.TextField(blank=True, verbose_name='why they were not told')),
                    ('recorded_at', models.DateTimeField(verbose_name='written down')),
                    ('set_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='counts no more since')),
                ],
                options={
                    'verbose_name_plural': 'people told',
                    'ordering': ['recorded_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='PersonToldEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('of', models.CharField(choices=[('went_missing', 'that they are missing'), ('came_back', 'that they are found or back')], max_length=15, verbose_name='told of')),
                    ('recipient', models.CharField(choices=[('police', 'Police'), ('parent', 'Somebody with parental responsibility'), ('placing_council', 'Council that looks after them'), ('host_council', 'Council where they live'), ('placement', 'Home or carers'), ('reviewing_officer', 'Reviewing officer'), ('school', 'School'), ('social_worker', 'Social worker'), ('team_manager', 'Team manager'), ('duty', 'Emergency duty team'), ('hub', 'Exploitation hub'), ('health', 'Health'), ('ofsted', 'Ofsted'), ('home_office', 'Home Office (National Referral Mechanism)'), ('other', 'Somebody else')], max_length=20)),
                    ('name', models.CharField(blank=True, max_length=150)),
                    ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told')),
                    ('is_approximate', models.BooleanField(default=False, verbose_name='time is approximate')),
                    ('how', models.CharField(blank=True, choices=[('phone', 'By telephone'), ('in_person', 'In person'), ('email', 'By secure e-mail'), ('message', 'By text message'), ('online', 'By an online form'), ('they_told_us', 'They told us'), ('other', 'Another way')], max_length=15, verbose_name='how they were told')),
                    ('told_by', models.CharField(blank=True, max_length=150)),
                    ('note', models.TextField(blank=True)),
                    ('why_not', models.TextField(blank=True, verbose_name='why they were not told')),
                    ('recorded_at', models.DateTimeField(verbose_name='written down')),
                    ('set_aside_at', models.DateTimeField(blank=True, null=True, verbose_name='counts no more since')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlaceMention',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slept_there', models.BooleanField(default=False)),
                ],
            ),
            migrations.CreateModel(
                name='PlaceMentioned',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('where', models.CharField(max_length=200)),
                    ('kind', models.CharField(blank=True, choices=[('family', 'Family’s home'), ('friend', 'Friend’s home'), ('partner', 'Boyfriend’s or girlfriend’s home'), ('town_centre', 'Town or city centre'), ('park', 'Park or open space'), ('transport_hub', 'Railway or bus station'), ('hotel_bnb', 'Hotel or guest house'), ('takeaway_shop', 'Takeaway or shop'), ('unknown_address', 'A house they would not name'), ('rough', 'Slept rough'), ('vehicle', 'Car or other vehicle'), ('other_area', 'Another town'), ('other', 'Somewhere else')], max_length=20)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'place named',
                },
            ),
            migrations.CreateModel(
                name='PlaceMentionedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('where', models.CharField(max_length=200)),
                    ('kind', models.CharField(blank=True, choices=[('family', 'Family’s home'), ('friend', 'Friend’s home'), ('partner', 'Boyfriend’s or girlfriend’s home'), ('town_centre', 'Town or city centre'), ('park', 'Park or open space'), ('transport_hub', 'Railway or bus station'), ('hotel_bnb', 'Hotel or guest house'), ('takeaway_shop', 'Takeaway or shop'), ('unknown_address', 'A house they would not name'), ('rough', 'Slept rough'), ('vehicle', 'Car or other vehicle'), ('other_area', 'Another town'), ('other', 'Somewhere else')], max_length=20)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PlaceMentionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('slept_there', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='PoliceIntelligence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.TextField(verbose_name='what is known')),
                    ('who', models.TextField(blank=True, verbose_name='who is named')),
                    ('where_and_when', models.TextField(blank=True)),
                    ('how_known', models.CharField(choices=[('saw', 'They saw or heard it themselves'), ('was_told', 'Somebody told them'), ('not_known', 'Not known')], max_length=15, verbose_name='how they know')),
                    ('traceable', models.CharField(choices=[('no', 'No, several people could know it'), ('yes', 'Yes, or it may be'), ('not_known', 'Not known')], max_length=15, verbose_name='may be traced to the young person')),
                    ('risk', models.TextField(blank=True, verbose_name='what could happen to them then')),
                    ('sent_to', models.CharField(max_length=150)),
                    ('police_reference', models.CharField(blank=True, max_length=60)),
                    ('sent_at', models.DateTimeField()),
                ],
                options={
                    'verbose_name': 'intelligence for the police',
                    'verbose_name_plural': 'intelligence for the police',
                    'ordering': ['-sent_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='PoliceIntelligenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('what', models.TextField(verbose_name='what is known')),
                    ('who', models.TextField(blank=True, verbose_name='who is named')),
                    ('where_and_when', models.TextField(blank=True)),
                    ('how_known', models.CharField(choices=[('saw', 'They saw or heard it themselves'), ('was_told', 'Somebody told them'), ('not_known', 'Not known')], max_length=15, verbose_name='how they know')),
                    ('traceable', models.CharField(choices=[('no', 'No, several people could know it'), ('yes', 'Yes, or it may be'), ('not_known', 'Not known')], max_length=15, verbose_name='may be traced to the young person')),
                    ('risk', models.TextField(blank=True, verbose_name='what could happen to them then')),
                    ('sent_to', models.CharField(max_length=150)),
                    ('police_reference', models.CharField(blank=True, max_length=60)),
                    ('sent_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Printed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(choices=[('record', 'The whole record'), ('copy', 'A copy'), ('intelligence', 'Intelligence for the police')], max_length=15)),
                    ('about', models.CharField(blank=True, help_text='For whom.', max_length=200)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'verbose_name_plural': 'printed',
                    'ordering': ['-at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ReturnInterview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('clock_starts_at', models.DateTimeField(blank=True, null=True)),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('route', models.CharField(choices=[('returns_officer', 'Missing Returns Officer (20 miles or more out of the city)'), ('independent', 'Any independent interviewer'), ('social_worker', 'Social worker, after failed attempts'), ('placing_council', 'The council that placed them here')], default='independent', max_length=20)),
                    ('assigned_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_for_by', models.CharField(blank=True, help_text='Who asked for it after an episode that opens none by itself, and why.', max_length=150)),
                    ('wished_name', models.CharField(blank=True, help_text='Somebody without an account.', max_length=150, verbose_name='whom they want to talk to')),
                    ('wish_recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('offered_at', models.DateTimeField(blank=True, help_text='The first offer.', null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('completed', 'Completed'), ('declined', 'Declined by the young person'), ('declined_parent', 'Declined by a parent or carer'), ('accepted_not_done', 'Accepted but not done'), ('not_offered_missing_again', 'Not offered: missing again first'), ('not_offered_no_contact', 'Not offered: could not be reached'), ('not_offered_other', 'Not offered: another reason'), ('covered_by_later', 'Covered by a later interview'), ('not_required', 'Not required')], max_length=30)),
                    ('outcome_at', models.DateTimeField(blank=True, null=True)),
                    ('not_required_why', models.CharField(blank=True, choices=[('died', 'They died'), ('turned_18', 'They turned 18'), ('left_country', 'They left the country'), ('away_or_curfew', 'They were away or late, not missing'), ('nobody_asked', 'A missed curfew, and nobody asked for it')], max_length=20, verbose_name='why not required')),
                    ('method', models.CharField(blank=True, choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('interviewer_name', models.CharField(blank=True, max_length=150)),
                    ('independence', models.CharField(blank=True, choices=[('independent', "Independent of the young person's care"), ('not_case_holder', 'From the council, not their own worker'), ('case_holder', 'Their own social worker'), ('carer', 'Their carer'), ('other', 'Somebody else')], max_length=20)),
                    ('reason', models.TextField(blank=True)),
                    ('told_by', models.CharField(blank=True, help_text='Who at the placing council told how its interview ended.', max_length=150)),
                    ('seen_alone', models.BooleanField(blank=True, null=True)),
                    ('account', models.TextField(blank=True, verbose_name='what the young person said')),
                    ('safer_next_time', models.TextField(blank=True, verbose_name='what would help')),
                    ('harm', models.TextField(blank=True, verbose_name='harm or risk told')),
                    ('contact_due_on', models.DateField(blank=True, null=True)),
                    ('is_void', models.BooleanField(default=False, help_text='Its episode was voided, or merged into another.')),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10)),
                    ('is_to_settle', models.BooleanField(default=False, help_text='Was due more than 7 days before it was imported.')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('outcome_recorded_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['due_at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='ReturnInterviewEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('clock_starts_at', models.DateTimeField(blank=True, null=True)),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('route', models.CharField(choices=[('returns_officer', 'Missing Returns Officer (20 miles or more out of the city)'), ('independent', 'Any independent interviewer'), ('social_worker', 'Social worker, after failed attempts'), ('placing_council', 'The council that placed them here')], default='independent', max_length=20)),
                    ('assigned_at', models.DateTimeField(blank=True, null=True)),
                    ('asked_for_by', models.CharField(blank=True, help_text='Who asked for it after an episode that opens none by itself, and why.', max_length=150)),
                    ('wished_name', models.CharField(blank=True, help_text='Somebody without an account.', max_length=150, verbose_name='whom they want to talk to')),
                    ('wish_recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('offered_at', models.DateTimeField(blank=True, help_text='The first offer.', null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('completed', 'Completed'), ('declined', 'Declined by the young person'), ('declined_parent', 'Declined by a parent or carer'), ('accepted_not_done', 'Accepted but not done'), ('not_offered_missing_again', 'Not offered: missing again first'), ('not_offered_no_contact', 'Not offered: could not be reached'), ('not_offered_other', 'Not offered: another reason'), ('covered_by_later', 'Covered by a later interview'), ('not_required', 'Not required')], max_length=30)),
                    ('outcome_at', models.DateTimeField(blank=True, null=True)),
                    ('not_required_why', models.CharField(blank=True, choices=[('died', 'They died'), ('turned_18', 'They turned 18'), ('left_country', 'They left the country'), ('away_or_curfew', 'They were away or late, not missing'), ('nobody_asked', 'A missed curfew, and nobody asked for it')], max_length=20, verbose_name='why not required')),
                    ('method', models.CharField(blank=True, choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('interviewer_name', models.CharField(blank=True, max_length=150)),
                    ('independence', models.CharField(blank=True, choices=[('independent', "Independent of the young person's care"), ('not_case_holder', 'From the council, not their own worker'), ('case_holder', 'Their own social worker'), ('carer', 'Their carer'), ('other', 'Somebody else')], max_length=20)),
                    ('reason', models.TextField(blank=True)),
                    ('told_by', models.CharField(blank=True, help_text='Who at the placing council told how its interview ended.', max_length=150)),
                    ('seen_alone', models.BooleanField(blank=True, null=True)),
                    ('account', models.TextField(blank=True, verbose_name='what the young person said')),
                    ('safer_next_time', models.TextField(blank=True, verbose_name='what would help')),
                    ('harm', models.TextField(blank=True, verbose_name='harm or risk told')),
                    ('contact_due_on', models.DateField(blank=True, null=True)),
                    ('is_void', models.BooleanField(default=False, help_text='Its episode was voided, or merged into another.')),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10)),
                    ('is_to_settle', models.BooleanField(default=False, help_text='Was due more than 7 days before it was imported.')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('outcome_recorded_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SocialWorkContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('contact_on', models.DateField()),
                    ('method', models.CharField(blank=True, choices=[('visit', 'Visit'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=10)),
                    ('note', models.TextField(blank=True)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('accepted_because', models.TextField(blank=True)),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-contact_on'],
                },
            ),
            migrations.CreateModel(
                name='SocialWorkContactEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('contact_on', models.DateField()),
                    ('method', models.CharField(blank=True, choices=[('visit', 'Visit'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=10)),
                    ('note', models.TextField(blank=True)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('accepted_because', models.TextField(blank=True)),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10)),
                    ('recorded_at', models.DateTimeField()),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StrategyDiscussion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=40, unique=True)),
                    ('opened_at', models.DateTimeField(help_text='When the first ground came to be known here.')),
                    ('due_at', models.DateTimeField(help_text='The London midnight that ends its last day; exclusive.')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('held_recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('police_took_part', models.BooleanField(blank=True, null=True)),
                    ('police_who', models.CharField(blank=True, help_text='Who of the police; why nobody, where nobody did.', max_length=200)),
                    ('locate_officer_took_part', models.BooleanField(blank=True, null=True)),
                    ('others_who', models.TextField(blank=True)),
                    ('outcome', models.CharField(blank=True, choices=[('no_further_action', 'No further action'), ('section_47', 'Section 47 enquiry'), ('assessment', 'Assessment, or a child in need plan'), ('plan_changed', 'Care plan or safety plan changed'), ('other', 'Something else')], max_length=20)),
                    ('decided', models.TextField(blank=True)),
                    ('declined_at', models.DateTimeField(blank=True, null=True)),
                    ('decline_reason', models.TextField(blank=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                    ('closed_at', models.GeneratedField(db_persist=True, expression=models.Case(models.When(held_at__isnull=False, then=models.F('held_recorded_at')), models.When(declined_at__isnull=False, then=models.F('declined_at')), default=models.F('withdrawn_at')), output_field=models.DateTimeField(null=True))),
                ],
                options={
                    'ordering': ['-opened_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='StrategyDiscussionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=40)),
                    ('opened_at', models.DateTimeField(help_text='When the first ground came to be known here.')),
                    ('due_at', models.DateTimeField(help_text='The London midnight that ends its last day; exclusive.')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('held_recorded_at', models.DateTimeField(blank=True, null=True)),
                    ('police_took_part', models.BooleanField(blank=True, null=True)),
                    ('police_who', models.CharField(blank=True, help_text='Who of the police; why nobody, where nobody did.', max_length=200)),
                    ('locate_officer_took_part', models.BooleanField(blank=True, null=True)),
                    ('others_who', models.TextField(blank=True)),
                    ('outcome', models.CharField(blank=True, choices=[('no_further_action', 'No further action'), ('section_47', 'Section 47 enquiry'), ('assessment', 'Assessment, or a child in need plan'), ('plan_changed', 'Care plan or safety plan changed'), ('other', 'Something else')], max_length=20)),
                    ('decided', models.TextField(blank=True)),
                    ('declined_at', models.DateTimeField(blank=True, null=True)),
                    ('decline_reason', models.TextField(blank=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StrategyTrigger',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('repeat_month', 'Missing repeatedly within a month'), ('repeat_quarter', 'Missing repeatedly within three months'), ('long', 'Missing for a long time'), ('high_risk', 'High risk to the police'), ('serious_level', 'Serious level of risk'), ('harm', 'Told of harm'), ('asked', 'Asked for')], max_length=20)),
                    ('source_key', models.CharField(help_text='What it rests on: `episode:17`, `harm:3`, `level:8`.', max_length=60)),
                    ('at', models.DateTimeField()),
                    ('grounds', models.TextField(help_text='In words, with the numbers of that day.')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                ],
                options={
                    'verbose_name': 'ground of a strategy discussion',
                    'verbose_name_plural': 'grounds of strategy discussions',
                    'ordering': ['at', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='StrategyTriggerEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('repeat_month', 'Missing repeatedly within a month'), ('repeat_quarter', 'Missing repeatedly within three months'), ('long', 'Missing for a long time'), ('high_risk', 'High risk to the police'), ('serious_level', 'Serious level of risk'), ('harm', 'Told of harm'), ('asked', 'Asked for')], max_length=20)),
                    ('source_key', models.CharField(help_text='What it rests on: `episode:17`, `harm:3`, `level:8`.', max_length=60)),
                    ('at', models.DateTimeField()),
                    ('grounds', models.TextField(help_text='In words, with the numbers of that day.')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdraw_reason', models.TextField(blank=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AdultHandover',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('handed_to', models.CharField(choices=[('adult_services', 'Adult services'), ('police', 'The police'), ('both', 'Adult services and the police'), ('another', 'Somebody else')], max_length=20)),
                    ('to_whom', models.CharField(help_text='Name and place, for example Kim Doyle, adult safeguarding.', max_length=150)),
                    ('handed_at', models.DateTimeField()),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'handover at 18',
                },
            ),
            migrations.CreateModel(
                name='AdultHandoverEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('handed_to', models.CharField(choices=[('adult_services', 'Adult services'), ('police', 'The police'), ('both', 'Adult services and the police'), ('another', 'Somebody else')], max_length=20)),
                    ('to_whom', models.CharField(help_text='Name and place, for example Kim Doyle, adult safeguarding.', max_length=150)),
                    ('handed_at', models.DateTimeField()),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.adulthandover')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AskedParents',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked', models.CharField(choices=[('asked', 'Yes'), ('not_asked', 'No, and they will not be')], max_length=10)),
                    ('whom', models.CharField(blank=True, help_text='Name and relation.', max_length=150)),
                    ('said', models.TextField(blank=True)),
                    ('why_not', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'asking of parents or carers',
                    'verbose_name_plural': 'askings of parents or carers',
                    'ordering': ['-recorded_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='AskedParentsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('asked', models.CharField(choices=[('asked', 'Yes'), ('not_asked', 'No, and they will not be')], max_length=10)),
                    ('whom', models.CharField(blank=True, help_text='Name and relation.', max_length=150)),
                    ('said', models.TextField(blank=True)),
                    ('why_not', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.askedparents')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ContactAttempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attempted_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('result', models.CharField(choices=[('no_answer', 'No answer'), ('not_present', 'Not there'), ('refused_on_arrival', 'Refused on arrival'), ('cancelled_by_service', 'Cancelled by us'), ('missing_again', 'Missing again')], max_length=25)),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-attempted_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ContactAttemptEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('attempted_at', models.DateTimeField()),
                    ('method', models.CharField(choices=[('face_to_face', 'Face to face'), ('video', 'Video call'), ('phone', 'Telephone'), ('other', 'Another way')], max_length=15)),
                    ('result', models.CharField(choices=[('no_answer', 'No answer'), ('not_present', 'Not there'), ('refused_on_arrival', 'Refused on arrival'), ('cancelled_by_service', 'Cancelled by us'), ('missing_again', 'Missing again')], max_length=25)),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.contactattempt')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EarlierOutcome',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('completed', 'Completed'), ('declined', 'Declined by the young person'), ('declined_parent', 'Declined by a parent or carer'), ('accepted_not_done', 'Accepted but not done'), ('not_offered_missing_again', 'Not offered: missing again first'), ('not_offered_no_contact', 'Not offered: could not be reached'), ('not_offered_other', 'Not offered: another reason'), ('covered_by_later', 'Covered by a later interview'), ('not_required', 'Not required')], max_length=30)),
                    ('outcome_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome_reason', models.TextField(blank=True)),
                    ('is_reopened', models.BooleanField(help_text='A manager took it back. Else the interview was held after all.')),
                    ('why', models.TextField(blank=True)),
                    ('replaced_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-replaced_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='EarlierOutcomeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('outcome', models.CharField(choices=[('completed', 'Completed'), ('declined', 'Declined by the young person'), ('declined_parent', 'Declined by a parent or carer'), ('accepted_not_done', 'Accepted but not done'), ('not_offered_missing_again', 'Not offered: missing again first'), ('not_offered_no_contact', 'Not offered: could not be reached'), ('not_offered_other', 'Not offered: another reason'), ('covered_by_later', 'Covered by a later interview'), ('not_required', 'Not required')], max_length=30)),
                    ('outcome_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome_reason', models.TextField(blank=True)),
                    ('is_reopened', models.BooleanField(help_text='A manager took it back. Else the interview was held after all.')),
                    ('why', models.TextField(blank=True)),
                    ('replaced_at', models.DateTimeField()),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('outcome_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.earlieroutcome')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Episode',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=40)),
                    ('category', models.CharField(choices=[('missing', 'Missing'), ('away', 'Away without authorisation'), ('curfew', 'Missed curfew')], max_length=10, verbose_name='what it is')),
                    ('started_at', models.DateTimeField(help_text='The later of when they left and when a responsible adult last saw them.', verbose_name='started')),
                    ('started_is_approximate', models.BooleanField(default=False, verbose_name='start is approximate')),
                    ('missing_from', models.DateTimeField(blank=True, help_text='From when it counts as missing; empty while it never was.', null=True, verbose_name='counts as missing from')),
                    ('found_at', models.DateTimeField(blank=True, null=True, verbose_name='found')),
                    ('found_is_approximate', models.BooleanField(default=False, verbose_name='time they were found is approximate')),
                    ('returned_at', models.DateTimeField(blank=True, null=True, verbose_name='came back')),
                    ('returned_is_approximate', models.BooleanField(default=False, verbose_name='time they came back is approximate')),
                    ('ended_how', models.CharField(blank=True, choices=[('returned', 'Came back'), ('placed_elsewhere', 'Found and placed elsewhere'), ('refused_to_return', 'Found and refusing to come back'), ('custody', 'In custody'), ('hospital', 'In hospital'), ('died', 'Died'), ('other', 'Another way')], max_length=20, verbose_name='how it ended')),
                    ('ended_at', models.GeneratedField(db_persist=True, expression=models.Case(models.When(category='missing', then=django.db.models.functions.comparison.Coalesce('found_at', 'returned_at')), default=django.db.models.functions.comparison.Coalesce('returned_at', 'found_at')), output_field=models.DateTimeField(null=True))),
                    ('clock_starts_at', models.GeneratedField(db_persist=True, expression=models.Case(models.When(returned_at__isnull=False, then=models.F('returned_at')), models.When(models.Q(('ended_how', ''), _negated=True), then=models.F('found_at')), default=models.Value(None)), output_field=models.DateTimeField(null=True))),
                    ('circumstances', models.TextField(blank=True, verbose_name='what is known')),
                    ('reported_by', models.CharField(blank=True, help_text='Who told us, and their role.', max_length=150, verbose_name='who told us')),
                    ('reported_to_police_at', models.DateTimeField(blank=True, null=True, verbose_name='police told')),
                    ('police_told_is_approximate', models.BooleanField(default=False, verbose_name='time the police were told is approximate')),
                    ('police_reference', models.CharField(blank=True, max_length=60)),
                    ('police_risk', models.CharField(choices=[('no_apparent_risk', 'No apparent risk'), ('low', 'Low'), ('medium', 'Medium'), ('high', 'High'), ('not_recorded', 'Not recorded')], default='not_recorded', max_length=20)),
                    ('return_note', models.TextField(blank=True, verbose_name='note of the return')),
                    ('is_out_of_area', models.BooleanField(blank=True, null=True, verbose_name='out of city')),
                    ('distance_miles', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True, verbose_name='distance in miles')),
                    ('legal_status', models.CharField(blank=True, max_length=2)),
                    ('source', models.CharField(choices=[('recorded', 'Recorded here'), ('imported', 'Taken from a case file')], default='recorded', max_length=10, verbose_name='how it came to be on record')),
                    ('recorded_at', models.DateTimeField(help_text='When it came to be on record; bounds the start from the future.', verbose_name='written down')),
                    ('end_recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='end written down')),
                    ('alerts_from', models.DateTimeField(help_text='Nothing due before this raises an alert.')),
                    ('voided_at', models.DateTimeField(blank=True, help_text='When it was taken out of every list and figure, as logged in error.', null=True, verbose_name='voided')),
                    ('voided_why', models.TextField(blank=True, verbose_name='why it was voided')),
                    ('goes_on_from', models.OneToOneField(blank=True, help_text='The missing episode that ended when they were found and would not come back.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='goes_on_as', to='missing.episode')),
                    ('logged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='episodes_logged', to=settings.AUTH_USER_MODEL)),
                    ('merged_into', models.ForeignKey(blank=True, help_text='The episode that tells of the same absence and stands; the one merged is voided.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='missing.episode')),
                ],
                options={
                    'ordering': ['-started_at'],
                },
            ),
            migrations.AddField(
                model_name='episode',
                name='placement',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.placement'),
            ),
            migrations.AddField(
                model_name='episode',
                name='social_worker',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episode',
                name='team',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='episodes', to='accounts.team'),
            ),
            migrations.AddField(
                model_name='episode',
                name='together_with',
                field=models.ForeignKey(blank=True, help_text='The first episode of those that were logged together.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='missing.episode', verbose_name='logged together with'),
            ),
            migrations.AddField(
                model_name='episode',
                name='voided_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episode',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='episodes', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='adulthandoverevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='adulthandover',
                name='episode',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='adult_handover', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='goes_on_from',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='The missing episode that ended when they were found and would not come back.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='logged_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='merged_into',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='The episode that tells of the same absence and stands; the one merged is voided.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='placement',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.placement'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='social_worker',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='team',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='together_with',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='The first episode of those that were logged together.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode', verbose_name='logged together with'),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='voided_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodeevent',
                name='young_person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='episodemerge',
                name='kept',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodemerge',
                name='merged',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodemerge',
                name='merged_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodemerge',
                name='undone_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='kept',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='merged',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='merged_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.episodemerge'),
            ),
            migrations.AddField(
                model_name='episodemergeevent',
                name='undone_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupaction',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupaction',
                name='owner',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupaction',
                name='settled_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='owner',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.followupaction'),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='settled_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='harmtold',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='harmtold',
                name='episode',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='harm_told', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='harmtold',
                name='withdrawn_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.harmtold'),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='withdrawn_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewbooking',
                name='attempt',
                field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='booking', to='missing.contactattempt'),
            ),
            migrations.AddField(
                model_name='interviewbooking',
                name='booked_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewbooking',
                name='ended_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='attempt',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.contactattempt'),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='booked_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='ended_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewbooking'),
            ),
            migrations.AddField(
                model_name='interviewcopy',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewcopyevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewcopyevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interviewcopyevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewcopy'),
            ),
            migrations.AddField(
                model_name='interviewmove',
                name='by',
                field=models.ForeignKey(blank=True, help_text='Empty: the account ended.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewmove',
                name='now_with',
                field=models.ForeignKey(blank=True, help_text='Empty: back to the queue.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewmove',
                name='was_with',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='by',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: the account ended.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='now_with',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='Empty: back to the queue.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewmove'),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='was_with',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewoffer',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewofferevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='interviewofferevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interviewofferevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewoffer'),
            ),
            migrations.AddField(
                model_name='interviewrecordevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='interviewrecordevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.interviewrecord'),
            ),
            migrations.AddField(
                model_name='logentry',
                name='by',
                field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='logentry',
                name='episode',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='log', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='logentryevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='logentryevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='logentryevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='logentryevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.logentry'),
            ),
            migrations.AddField(
                model_name='longreview',
                name='by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='longreview',
                name='episode',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='long_reviews', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='longreview',
                name='manager',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='long_reviews', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='longreviewevent',
                name='by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='longreviewevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='longreviewevent',
                name='manager',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='longreviewevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='longreviewevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.longreview'),
            ),
            migrations.AddField(
                model_name='oversight',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='oversightevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='oversightevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='oversightevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.oversight'),
            ),
            migrations.AddField(
                model_name='personmentioned',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people_mentioned', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='personmention',
                name='person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='missing.personmentioned'),
            ),
            migrations.AddField(
                model_name='personmentionedevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='personmentionedevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.personmentioned'),
            ),
            migrations.AddField(
                model_name='personmentionedevent',
                name='young_person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='personmentionevent',
                name='person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.personmentioned'),
            ),
            migrations.AddField(
                model_name='personmentionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='personmentionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.personmention'),
            ),
            migrations.AddField(
                model_name='persontold',
                name='episode',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='persontold',
                name='person',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='told', to='people.personaround'),
            ),
            migrations.AddField(
                model_name='persontold',
                name='recorded_by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by'),
            ),
            migrations.AddField(
                model_name='persontoldevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='persontoldevent',
                name='person',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.personaround'),
            ),
            migrations.AddField(
                model_name='persontoldevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='persontoldevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.persontold'),
            ),
            migrations.AddField(
                model_name='persontoldevent',
                name='recorded_by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written down by'),
            ),
            migrations.AddField(
                model_name='placementioned',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places_mentioned', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='placemention',
                name='place',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='missing.placementioned'),
            ),
            migrations.AddField(
                model_name='placementionedevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='placementionedevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.placementioned'),
            ),
            migrations.AddField(
                model_name='placementionedevent',
                name='young_person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='placementionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='placementionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.placemention'),
            ),
            migrations.AddField(
                model_name='placementionevent',
                name='place',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.placementioned'),
            ),
            migrations.AddField(
                model_name='policeintelligence',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='policeintelligenceevent',
                name='by',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='policeintelligenceevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='policeintelligenceevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.policeintelligence'),
            ),
            migrations.AddField(
                model_name='printed',
                name='by',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='assigned_to',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews_assigned', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='covered_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='covers', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='episode',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='interview', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='interviewer',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews_done', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='outcome_by',
                field=models.ForeignKey(blank=True, help_text='Who recorded how it ended.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='wish_recorded_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='wished_interviewer',
                field=models.ForeignKey(blank=True, help_text='Whom the young person asked to talk to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='printed',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='printed', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='policeintelligenceevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='policeintelligence',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intelligence', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='placementionevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='placemention',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='place_mentions', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='personmentionevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='personmention',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='person_mentions', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='oversightevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='oversight',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='oversight', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewrecordevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewrecord',
                name='interview',
                field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='record', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewofferevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewoffer',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewmoveevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewmove',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='moves', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewcopyevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewcopy',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewbookingevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='interviewbooking',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bookings', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='harmtoldevent',
                name='interview',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='harmtold',
                name='interview',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='harm_told', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='followupactionevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='followupaction',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='earlieroutcomeevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='earlieroutcome',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_outcomes', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='contactattemptevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='contactattempt',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='askedparentsevent',
                name='interview',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='askedparents',
                name='interview',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parents_asked', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='assigned_to',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='covered_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='episode',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='interviewer',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='outcome_by',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='Who recorded how it ended.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.returninterview'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='wish_recorded_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='wished_interviewer',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='Whom the young person asked to talk to.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='socialworkcontact',
                name='accepted_by',
                field=models.ForeignKey(blank=True, help_text='The manager who took it for enough though more was expected.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='socialworkcontact',
                name='by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='socialworkcontact',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='social_work_contacts', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='returninterviewevent',
                name='contact',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.socialworkcontact'),
            ),
            migrations.AddField(
                model_name='returninterview',
                name='contact',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='interviews', to='missing.socialworkcontact'),
            ),
            migrations.AddField(
                model_name='socialworkcontactevent',
                name='accepted_by',
                field=models.ForeignKey(blank=True, db_constraint=False, help_text='The manager who took it for enough though more was expected.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='socialworkcontactevent',
                name='by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='socialworkcontactevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='socialworkcontactevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.socialworkcontact'),
            ),
            migrations.AddField(
                model_name='socialworkcontactevent',
                name='young_person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='strategydiscussion',
                name='assigned_to',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='strategy_discussions', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussion',
                name='declined_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussion',
                name='held_recorded_by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussion',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strategy_discussions', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='assigned_to',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='declined_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='held_recorded_by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.strategydiscussion'),
            ),
            migrations.AddField(
                model_name='strategydiscussionevent',
                name='young_person',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='strategytrigger',
                name='by',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategytrigger',
                name='discussion',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='triggers', to='missing.strategydiscussion'),
            ),
            migrations.AddField(
                model_name='strategytrigger',
                name='episode',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='strategy_triggers', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='strategytrigger',
                name='harm',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='triggers', to='missing.harmtold'),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='by',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='discussion',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.strategydiscussion'),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='episode',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.episode'),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='harm',
                field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='missing.harmtold'),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='strategytriggerevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='missing.strategytrigger'),
            ),
            migrations.AddIndex(
                model_name='episode',
                index=models.Index(fields=['young_person', '-started_at'], name='episodes_of_a_young_person'),
            ),
            migrations.AddIndex(
                model_name='episode',
                index=models.Index(fields=['started_at'], name='episode_by_start'),
            ),
            migrations.AddIndex(
                model_name='episode',
                index=models.Index(fields=['missing_from'], name='episode_by_missing_from'),
            ),
            migrations.AddIndex(
                model_name='episode',
                index=models.Index(condition=models.Q(('ended_at__isnull', True), ('voided_at__isnull', True)), fields=['started_at'], name='episode_open'),
            ),
            migrations.AddIndex(
                model_name='episode',
                index=models.Index(condition=models.Q(('clock_starts_at__isnull', True), ('ended_at__isnull', False), ('voided_at__isnull', True)), fields=['ended_at'], name='episode_not_yet_back'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('reference'), name='episode_reference_once'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('voided_at__isnull', True)), fields=('young_person',), name='one_open_episode_a_young_person', violation_error_message='They have an open episode already.'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('voided_at__isnull', True)), expressions=[('young_person', '='), (models.Func('started_at', 'ended_at', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=False), function='TSTZRANGE', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='episodes_do_not_overlap', violation_error_message='It overlaps with another episode of theirs.'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='episode_has_a_reference'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('found_at__isnull', True), ('found_at__gte', models.F('started_at')), _connector='OR'), name='episode_found_after_start'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('returned_at__isnull', True), ('returned_at__gte', models.F('started_at')), _connector='OR'), name='episode_returned_after_start'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('found_at__isnull', True), ('returned_at__isnull', True), ('returned_at__gte', models.F('found_at')), _connector='OR'), name='episode_returned_after_found'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('found_is_approximate', False), ('found_at__isnull', False), _connector='OR'), name='episode_found_about_a_time'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('returned_is_approximate', False), ('returned_at__isnull', False), _connector='OR'), name='episode_returned_about_a_time'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('police_told_is_approximate', False), ('reported_to_police_at__isnull', False), _connector='OR'), name='episode_police_told_about_a_time'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('ended_how', ''), ('found_at__isnull', False), ('returned_at__isnull', False), _connector='OR'), name='episode_that_ended_has_a_time'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('ended_how', 'returned'), _negated=True), ('returned_at__isnull', False), _connector='OR'), name='episode_recorded_return_has_its_time'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('started_at__lte', models.F('recorded_at'))), name='episode_does_not_start_after_now'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_recorded_at__isnull', True), ('found_at__isnull', True), ('returned_at__isnull', True)), models.Q(('end_recorded_at__isnull', False), models.Q(('found_at__isnull', True), ('found_at__lte', models.F('end_recorded_at')), _connector='OR'), models.Q(('returned_at__isnull', True), ('returned_at__lte', models.F('end_recorded_at')), _connector='OR'), models.Q(('found_at__isnull', False), ('returned_at__isnull', False), _connector='OR')), _connector='OR'), name='episode_does_not_end_after_now'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('category', 'missing'), ('missing_from__isnull', False)), models.Q(('category', 'missing'), _negated=True), _connector='OR'), name='episode_missing_counts_from_an_instant'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('missing_from__isnull', True), ('missing_from__gte', models.F('started_at')), _connector='OR'), name='episode_missing_from_its_start_or_later'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', True), ('voided_at__isnull', True), ('voided_by__isnull', True), ('voided_why', '')), models.Q(('voided_at__isnull', False), ('voided_by__isnull', False), models.Q(('voided_why', ''), _negated=True)), _connector='OR'), name='episode_voided_says_who_and_why'),
            ),
            migrations.AddConstraint(
                model_name='episode',
                constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='episode_merged_into_another'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='episode_not_before_birth', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM people_youngperson\n        WHERE id = NEW.young_person_id\n          AND date_of_birth > (NEW.started_at AT TIME ZONE 'Europe/London')::date\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'episode_not_before_birth',\n            MESSAGE = 'The episode starts before the young person was born.';\n    END IF;\n    RETURN NEW;\n    ", hash='fef39346c9c7c762b56fa402348c28ffcbe288ed', operation='INSERT OR UPDATE OF "started_at", "young_person_id"', pgid='pgtrigger_episode_not_before_birth_8e74e', table='missing_episode', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='episode_not_after_death', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (\n        SELECT 1 FROM people_youngperson\n        WHERE id = NEW.young_person_id\n          AND died_on < (NEW.started_at AT TIME ZONE 'Europe/London')::date\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'episode_not_after_death',\n            MESSAGE = 'The episode starts after the young person died.';\n    END IF;\n    RETURN NEW;\n    ", hash='3a17a86783b390496798d596ce3ecf0cbdcf88d8', operation='INSERT OR UPDATE OF "started_at", "young_person_id"', pgid='pgtrigger_episode_not_after_death_8af1f', table='missing_episode', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='episode_clock_agrees_with_interview', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        WHERE episode.id = NEW.id\n          AND interview.clock_starts_at IS DISTINCT FROM episode.clock_starts_at\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_clock_is_the_episodes',\n            MESSAGE = 'The clock of the interview does not start when the episode says.';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        WHERE episode.id = NEW.id AND interview.is_void <> (episode.voided_at IS NOT NULL)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_is_void_with_its_episode',\n            MESSAGE = 'An interview is void when its episode is, and only then.';\n    END IF;\n    RETURN NULL;\n", hash='6ed493c409cb1508834c7048cc967d44adb03d5b', operation='UPDATE OF "found_at", "returned_at", "ended_how", "voided_at"', pgid='pgtrigger_episode_clock_agrees_with_interview_6e59e', table='missing_episode', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='episode_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."young_person_id" IS DISTINCT FROM (NEW."young_person_id"))', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id JOIN missing_episode owned ON owned.id = later.episode_id\n        WHERE episode.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_one_of_theirs',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_socialworkcontact owned ON owned.id = interview.contact_id\n        WHERE episode.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_is_with_who_declined',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_placemention mention ON mention.interview_id = interview.id JOIN missing_placementioned owned ON owned.id = mention.place_id\n        WHERE episode.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'place_named_is_of_who_named_it',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_personmention mention ON mention.interview_id = interview.id JOIN missing_personmentioned owned ON owned.id = mention.person_id\n        WHERE episode.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'person_named_is_of_who_named_them',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id JOIN missing_episode owned ON owned.id = later.episode_id\n        WHERE owned.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_one_of_theirs',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='f1017e187926a2a50016a4a346fe8616ba75101c', operation='UPDATE OF "young_person_id"', pgid='pgtrigger_episode_of_the_same_young_person_0c13f', table='missing_episode', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodeevent" ("alerts_from", "category", "circumstances", "distance_miles", "end_recorded_at", "ended_how", "found_at", "found_is_approximate", "goes_on_from_id", "id", "is_out_of_area", "legal_status", "logged_by_id", "merged_into_id", "missing_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "police_reference", "police_risk", "police_told_is_approximate", "recorded_at", "reference", "reported_by", "reported_to_police_at", "return_note", "returned_at", "returned_is_approximate", "social_worker_id", "source", "started_at", "started_is_approximate", "team_id", "together_with_id", "voided_at", "voided_by_id", "voided_why", "young_person_id") SELECT new_values."alerts_from", new_values."category", new_values."circumstances", new_values."distance_miles", new_values."end_recorded_at", new_values."ended_how", new_values."found_at", new_values."found_is_approximate", new_values."goes_on_from_id", new_values."id", new_values."is_out_of_area", new_values."legal_status", new_values."logged_by_id", new_values."merged_into_id", new_values."missing_from", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placement_id", new_values."police_reference", new_values."police_risk", new_values."police_told_is_approximate", new_values."recorded_at", new_values."reference", new_values."reported_by", new_values."reported_to_police_at", new_values."return_note", new_values."returned_at", new_values."returned_is_approximate", new_values."social_worker_id", new_values."source", new_values."started_at", new_values."started_is_approximate", new_values."team_id", new_values."together_with_id", new_values."voided_at", new_values."voided_by_id", new_values."voided_why", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5078eaaa2ce7ca66eccc629e808bedafb44af054', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1e5a3', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_episode', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodeevent" ("alerts_from", "category", "circumstances", "distance_miles", "end_recorded_at", "ended_how", "found_at", "found_is_approximate", "goes_on_from_id", "id", "is_out_of_area", "legal_status", "logged_by_id", "merged_into_id", "missing_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "police_reference", "police_risk", "police_told_is_approximate", "recorded_at", "reference", "reported_by", "reported_to_police_at", "return_note", "returned_at", "returned_is_approximate", "social_worker_id", "source", "started_at", "started_is_approximate", "team_id", "together_with_id", "voided_at", "voided_by_id", "voided_why", "young_person_id") SELECT new_values."alerts_from", new_values."category", new_values."circumstances", new_values."distance_miles", new_values."end_recorded_at", new_values."ended_how", new_values."found_at", new_values."found_is_approximate", new_values."goes_on_from_id", new_values."id", new_values."is_out_of_area", new_values."legal_status", new_values."logged_by_id", new_values."merged_into_id", new_values."missing_from", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placement_id", new_values."police_reference", new_values."police_risk", new_values."police_told_is_approximate", new_values."recorded_at", new_values."reference", new_values."reported_by", new_values."reported_to_police_at", new_values."return_note", new_values."returned_at", new_values."returned_is_approximate", new_values."social_worker_id", new_values."source", new_values."started_at", new_values."started_is_approximate", new_values."team_id", new_values."together_with_id", new_values."voided_at", new_values."voided_by_id", new_values."voided_why", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alerts_from" IS DISTINCT FROM (new_values."alerts_from") OR old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."circumstances" IS DISTINCT FROM (new_values."circumstances") OR old_values."distance_miles" IS DISTINCT FROM (new_values."distance_miles") OR old_values."end_recorded_at" IS DISTINCT FROM (new_values."end_recorded_at") OR old_values."ended_how" IS DISTINCT FROM (new_values."ended_how") OR old_values."found_at" IS DISTINCT FROM (new_values."found_at") OR old_values."found_is_approximate" IS DISTINCT FROM (new_values."found_is_approximate") OR old_values."goes_on_from_id" IS DISTINCT FROM (new_values."goes_on_from_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_out_of_area" IS DISTINCT FROM (new_values."is_out_of_area") OR old_values."legal_status" IS DISTINCT FROM (new_values."legal_status") OR old_values."logged_by_id" IS DISTINCT FROM (new_values."logged_by_id") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."missing_from" IS DISTINCT FROM (new_values."missing_from") OR old_values."placement_id" IS DISTINCT FROM (new_values."placement_id") OR old_values."police_reference" IS DISTINCT FROM (new_values."police_reference") OR old_values."police_risk" IS DISTINCT FROM (new_values."police_risk") OR old_values."police_told_is_approximate" IS DISTINCT FROM (new_values."police_told_is_approximate") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."reported_by" IS DISTINCT FROM (new_values."reported_by") OR old_values."reported_to_police_at" IS DISTINCT FROM (new_values."reported_to_police_at") OR old_values."return_note" IS DISTINCT FROM (new_values."return_note") OR old_values."returned_at" IS DISTINCT FROM (new_values."returned_at") OR old_values."returned_is_approximate" IS DISTINCT FROM (new_values."returned_is_approximate") OR old_values."social_worker_id" IS DISTINCT FROM (new_values."social_worker_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."started_at" IS DISTINCT FROM (new_values."started_at") OR old_values."started_is_approximate" IS DISTINCT FROM (new_values."started_is_approximate") OR old_values."team_id" IS DISTINCT FROM (new_values."team_id") OR old_values."together_with_id" IS DISTINCT FROM (new_values."together_with_id") OR old_values."voided_at" IS DISTINCT FROM (new_values."voided_at") OR old_values."voided_by_id" IS DISTINCT FROM (new_values."voided_by_id") OR old_values."voided_why" IS DISTINCT FROM (new_values."voided_why") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cbdd820220048a751eb90e0850bcf78f9f079c18', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9c091', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_episode', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episode',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodeevent" ("alerts_from", "category", "circumstances", "distance_miles", "end_recorded_at", "ended_how", "found_at", "found_is_approximate", "goes_on_from_id", "id", "is_out_of_area", "legal_status", "logged_by_id", "merged_into_id", "missing_from", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "police_reference", "police_risk", "police_told_is_approximate", "recorded_at", "reference", "reported_by", "reported_to_police_at", "return_note", "returned_at", "returned_is_approximate", "social_worker_id", "source", "started_at", "started_is_approximate", "team_id", "together_with_id", "voided_at", "voided_by_id", "voided_why", "young_person_id") SELECT old_values."alerts_from", old_values."category", old_values."circumstances", old_values."distance_miles", old_values."end_recorded_at", old_values."ended_how", old_values."found_at", old_values."found_is_approximate", old_values."goes_on_from_id", old_values."id", old_values."is_out_of_area", old_values."legal_status", old_values."logged_by_id", old_values."merged_into_id", old_values."missing_from", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placement_id", old_values."police_reference", old_values."police_risk", old_values."police_told_is_approximate", old_values."recorded_at", old_values."reference", old_values."reported_by", old_values."reported_to_police_at", old_values."return_note", old_values."returned_at", old_values."returned_is_approximate", old_values."social_worker_id", old_values."source", old_values."started_at", old_values."started_is_approximate", old_values."team_id", old_values."together_with_id", old_values."voided_at", old_values."voided_by_id", old_values."voided_why", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c8b570ce6633bf3f07d625f090f85fc44277a31e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ad0d5', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_episode', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='adulthandoverevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='481ee8b962904cc8370d3b0160b7b7b510559a85', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_48729', table='missing_adulthandoverevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='adulthandover',
                constraint=models.CheckConstraint(condition=models.Q(('to_whom', ''), _negated=True), name='handover_says_to_whom'),
            ),
            migrations.AddConstraint(
                model_name='adulthandover',
                constraint=models.CheckConstraint(condition=models.Q(('handed_at__lte', models.F('recorded_at'))), name='handover_not_after_now'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='adulthandover',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_adulthandoverevent" ("by_id", "episode_id", "handed_at", "handed_to", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "to_whom") SELECT new_values."by_id", new_values."episode_id", new_values."handed_at", new_values."handed_to", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."to_whom" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b8b31fd8645ffd160759a2e3b9cad61f67c4ede', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dcb9b', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_adulthandover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='adulthandover',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_adulthandoverevent" ("by_id", "episode_id", "handed_at", "handed_to", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "to_whom") SELECT new_values."by_id", new_values."episode_id", new_values."handed_at", new_values."handed_to", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."to_whom" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b234ac626ff1443ab76032a98480e0c8fa442b41', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e91f6', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_adulthandover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='adulthandover',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_adulthandoverevent" ("by_id", "episode_id", "handed_at", "handed_to", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "to_whom") SELECT old_values."by_id", old_values."episode_id", old_values."handed_at", old_values."handed_to", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."to_whom" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='01653fa4d587676d70bf67b69a0699ee46bc3565', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5de45', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_adulthandover', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episodeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a699d479930fc2660398bf5298106f2393f98383', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_78587', table='missing_episodeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='episodemerge',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_why', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_why', ''), _negated=True)), _connector='OR'), name='episode_merge_undone_says_who_and_why'),
            ),
            migrations.AddConstraint(
                model_name='episodemerge',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='episode_merge_says_why'),
            ),
            migrations.AddConstraint(
                model_name='episodemerge',
                constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='episode_merge_is_of_two'),
            ),
            migrations.AddConstraint(
                model_name='episodemerge',
                constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('merged',), name='episode_is_merged_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episodemerge',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodemergeevent" ("id", "kept_id", "merged_at", "merged_by_id", "merged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_why") SELECT new_values."id", new_values."kept_id", new_values."merged_at", new_values."merged_by_id", new_values."merged_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."undone_at", new_values."undone_by_id", new_values."undone_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9d05200dc81149514eae998c6bccff5a16231510', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d0f9e', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_episodemerge', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episodemerge',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodemergeevent" ("id", "kept_id", "merged_at", "merged_by_id", "merged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_why") SELECT new_values."id", new_values."kept_id", new_values."merged_at", new_values."merged_by_id", new_values."merged_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."undone_at", new_values."undone_by_id", new_values."undone_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kept_id" IS DISTINCT FROM (new_values."kept_id") OR old_values."merged_id" IS DISTINCT FROM (new_values."merged_id") OR old_values."merged_at" IS DISTINCT FROM (new_values."merged_at") OR old_values."merged_by_id" IS DISTINCT FROM (new_values."merged_by_id") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."undone_at" IS DISTINCT FROM (new_values."undone_at") OR old_values."undone_by_id" IS DISTINCT FROM (new_values."undone_by_id") OR old_values."undone_why" IS DISTINCT FROM (new_values."undone_why")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d5d9fea6a5aebe77f65056e69bf1363196e64dc3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_92165', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_episodemerge', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episodemerge',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_episodemergeevent" ("id", "kept_id", "merged_at", "merged_by_id", "merged_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "undone_at", "undone_by_id", "undone_why") SELECT old_values."id", old_values."kept_id", old_values."merged_at", old_values."merged_by_id", old_values."merged_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."undone_at", old_values."undone_by_id", old_values."undone_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='ba25b42a77a543b89db71d7de094cd0108fa5b7e', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_29e24', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_episodemerge', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='episodemergeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='556091cbd823cbd3ca04cbfc3c9a216a8bec1f2f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7fa2f', table='missing_episodemergeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='logentry',
                constraint=models.CheckConstraint(condition=models.Q(('at__lte', models.F('recorded_at'))), name='log_entry_not_after_now'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='logentry',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text") SELECT new_values."at", new_values."by_id", new_values."episode_id", new_values."id", new_values."is_approximate", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='73cd01eb9b8f4465498e7eb5901c6d4cb5287c66', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f1b2f', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_logentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='logentry',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text") SELECT new_values."at", new_values."by_id", new_values."episode_id", new_values."id", new_values."is_approximate", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d0b728042c5a2eb7760fd6313a4c9bee66c3f3ae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e6880', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_logentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='logentry',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_logentryevent" ("at", "by_id", "episode_id", "id", "is_approximate", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "text") SELECT old_values."at", old_values."by_id", old_values."episode_id", old_values."id", old_values."is_approximate", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0eaf8911b68fbcb9eacaca0314253fc898fca0f1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4c8d2', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_logentry', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='logentryevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9269f3b479ef8db7bc0a44f820359dc39848d839', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_58cd0', table='missing_logentryevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='longreview',
                index=models.Index(condition=models.Q(('held_at__isnull', True), ('lapsed_at__isnull', True)), fields=['due_at'], name='long_review_to_hold'),
            ),
            migrations.AddConstraint(
                model_name='longreview',
                constraint=models.UniqueConstraint(fields=('episode', 'number', 'due_at'), name='long_review_once_for_its_deadline'),
            ),
            migrations.AddConstraint(
                model_name='longreview',
                constraint=models.UniqueConstraint(condition=models.Q(('held_at__isnull', True)), fields=('episode',), name='one_long_review_planned'),
            ),
            migrations.AddConstraint(
                model_name='longreview',
                constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='long_reviews_count_from_one'),
            ),
            migrations.AddConstraint(
                model_name='longreview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('by__isnull', True), ('decided', ''), ('held_at__isnull', True), ('recorded_at__isnull', True)), models.Q(('by__isnull', False), ('held_at__isnull', False), ('lapsed_at__isnull', True), ('recorded_at__isnull', False), ('held_at__lte', models.F('recorded_at')), models.Q(('decided', ''), _negated=True)), _connector='OR'), name='long_review_held_says_who_and_what'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='longreview',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_longreviewevent" ("alerts_from", "by_id", "decided", "due_at", "episode_id", "held_at", "id", "lapsed_at", "manager_id", "next_steps", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."alerts_from", new_values."by_id", new_values."decided", new_values."due_at", new_values."episode_id", new_values."held_at", new_values."id", new_values."lapsed_at", new_values."manager_id", new_values."next_steps", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7e0bf1fb2bdbf11737361499109324e02604b9ad', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_f201f', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_longreview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='longreview',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_longreviewevent" ("alerts_from", "by_id", "decided", "due_at", "episode_id", "held_at", "id", "lapsed_at", "manager_id", "next_steps", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT new_values."alerts_from", new_values."by_id", new_values."decided", new_values."due_at", new_values."episode_id", new_values."held_at", new_values."id", new_values."lapsed_at", new_values."manager_id", new_values."next_steps", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='27f5095a387d7c9533f848a21e2c2e075c9be80a', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8e6ad', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_longreview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='longreview',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_longreviewevent" ("alerts_from", "by_id", "decided", "due_at", "episode_id", "held_at", "id", "lapsed_at", "manager_id", "next_steps", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at") SELECT old_values."alerts_from", old_values."by_id", old_values."decided", old_values."due_at", old_values."episode_id", old_values."held_at", old_values."id", old_values."lapsed_at", old_values."manager_id", old_values."next_steps", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='83c3a73f3510ef56276816ed77ce2eb4c1d12f89', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_06cdc', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_longreview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='longreviewevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b5d9c2f018d4d8605acba4a55dba88e3c78f1bdf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9d41a', table='missing_longreviewevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='personmentioned',
                constraint=models.UniqueConstraint(models.F('young_person'), django.db.models.functions.text.Lower('name'), name='person_once_a_young_person'),
            ),
            migrations.AddConstraint(
                model_name='personmentioned',
                constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_has_a_name'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentioned',
                trigger=pgtrigger.compiler.Trigger(name='person_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_personmention mention ON mention.interview_id = interview.id JOIN missing_personmentioned owned ON owned.id = mention.person_id\n        WHERE owned.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'person_named_is_of_who_named_them',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='31ff0cd873d8c0c51497a412568d53d95c6b2848', operation='UPDATE OF "young_person_id"', pgid='pgtrigger_person_of_the_same_young_person_903d2', table='missing_personmentioned', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentioned',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionedevent" ("age_band", "id", "is_of_concern", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "relation", "young_person_id") SELECT new_values."age_band", new_values."id", new_values."is_of_concern", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."relation", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a82e97f2f89deb747fd37b13337ef1968b32106e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_da055', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_personmentioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentioned',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionedevent" ("age_band", "id", "is_of_concern", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "relation", "young_person_id") SELECT new_values."age_band", new_values."id", new_values."is_of_concern", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."relation", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='07c69a14510f7df84d9177b061a686104411a10e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_21f91', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_personmentioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentioned',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionedevent" ("age_band", "id", "is_of_concern", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "relation", "young_person_id") SELECT old_values."age_band", old_values."id", old_values."is_of_concern", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."relation", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b82192df20f3d3405a8c442a3dce535014f751d2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_17454', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_personmentioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentionedevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b76d18e57ec355f24a94a8dd026c5a2510969ded', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d2b00', table='missing_personmentionedevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='persontold',
                constraint=models.UniqueConstraint(condition=models.Q(models.Q(('recipient', 'other'), _negated=True), ('set_aside_at__isnull', True)), fields=('episode', 'of', 'recipient', 'person'), name='person_told_once', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='persontold',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('told_at__isnull', False), ('why_not', ''), models.Q(('how', ''), _negated=True)), models.Q(('how', ''), ('is_approximate', False), ('told_at__isnull', True), ('told_by', ''), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='person_told_or_why_not'),
            ),
            migrations.AddConstraint(
                model_name='persontold',
                constraint=models.CheckConstraint(condition=models.Q(('told_at__isnull', True), ('told_at__lte', models.F('recorded_at')), _connector='OR'), name='person_told_not_after_now'),
            ),
            migrations.AddConstraint(
                model_name='persontold',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('recipient', 'other'), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR'), name='person_told_else_has_a_name'),
            ),
            migrations.AddConstraint(
                model_name='persontold',
                constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('recipient', 'parent'), _connector='OR'), name='person_told_is_around_them'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='persontold',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_persontoldevent" ("episode_id", "how", "id", "is_approximate", "name", "note", "of", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "set_aside_at", "told_at", "told_by", "why_not") SELECT new_values."episode_id", new_values."how", new_values."id", new_values."is_approximate", new_values."name", new_values."note", new_values."of", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient", new_values."recorded_at", new_values."recorded_by_id", new_values."set_aside_at", new_values."told_at", new_values."told_by", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a93e0bb1f533df2f34a50555dea11e2631f9ed4f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_62b2c', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_persontold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='persontold',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_persontoldevent" ("episode_id", "how", "id", "is_approximate", "name", "note", "of", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "set_aside_at", "told_at", "told_by", "why_not") SELECT new_values."episode_id", new_values."how", new_values."id", new_values."is_approximate", new_values."name", new_values."note", new_values."of", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipient", new_values."recorded_at", new_values."recorded_by_id", new_values."set_aside_at", new_values."told_at", new_values."told_by", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='4776708f5812730ad2989b0e36ba8bbcfc00063c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3a1b4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_persontold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='persontold',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_persontoldevent" ("episode_id", "how", "id", "is_approximate", "name", "note", "of", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recorded_at", "recorded_by_id", "set_aside_at", "told_at", "told_by", "why_not") SELECT old_values."episode_id", old_values."how", old_values."id", old_values."is_approximate", old_values."name", old_values."note", old_values."of", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient", old_values."recorded_at", old_values."recorded_by_id", old_values."set_aside_at", old_values."told_at", old_values."told_by", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='29dd173091a61ba92956d7b597723aed9b885cbe', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_fc7c5', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_persontold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='persontoldevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5cf39f196788e7061e2772838d4b8aa7e211f498', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7940c', table='missing_persontoldevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='placementioned',
                constraint=models.UniqueConstraint(models.F('young_person'), django.db.models.functions.text.Lower('where'), name='place_once_a_young_person'),
            ),
            migrations.AddConstraint(
                model_name='placementioned',
                constraint=models.CheckConstraint(condition=models.Q(('where', ''), _negated=True), name='place_is_somewhere'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementioned',
                trigger=pgtrigger.compiler.Trigger(name='place_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_placemention mention ON mention.interview_id = interview.id JOIN missing_placementioned owned ON owned.id = mention.place_id\n        WHERE owned.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'place_named_is_of_who_named_it',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='a3be7d312524036a6f476e9230f3d905c1986b40', operation='UPDATE OF "young_person_id"', pgid='pgtrigger_place_of_the_same_young_person_7d0aa', table='missing_placementioned', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementioned',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionedevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "where", "young_person_id") SELECT new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."where", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8930a09a17664c9b02f9777a45b57eb04e7ff7ea', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_efc43', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_placementioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementioned',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionedevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "where", "young_person_id") SELECT new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."where", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a265a2e50ba60e7bc73c2e4c19e468952542c5f6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f68d4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_placementioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementioned',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionedevent" ("id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "where", "young_person_id") SELECT old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."where", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8de8826579fbef83c51ee99599f8daaae3d383f8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1ebbe', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_placementioned', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementionedevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='026af3a314caf093714e422855a2daeac010df94', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a3443', table='missing_placementionedevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policeintelligenceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='643d0b0d48ad3b1db2b5a2a63825572e6ae32430', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b7086', table='missing_policeintelligenceevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='policeintelligence',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('what', ''), _negated=True), models.Q(('sent_to', ''), _negated=True)), name='intelligence_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='policeintelligence',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('traceable', 'yes'), _negated=True), models.Q(('risk', ''), _negated=True), _connector='OR'), name='intelligence_traceable_says_the_risk'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policeintelligence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who") SELECT new_values."by_id", new_values."how_known", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."police_reference", new_values."risk", new_values."sent_at", new_values."sent_to", new_values."traceable", new_values."what", new_values."where_and_when", new_values."who" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6ae6dfab8cd0dd4c9471a7cee7a8ace089ae57dc', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_35461', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_policeintelligence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policeintelligence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who") SELECT new_values."by_id", new_values."how_known", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."police_reference", new_values."risk", new_values."sent_at", new_values."sent_to", new_values."traceable", new_values."what", new_values."where_and_when", new_values."who" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16518c39c78e10526ed43465df4a7f48b267a117', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_21055', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_policeintelligence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='policeintelligence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_policeintelligenceevent" ("by_id", "how_known", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_reference", "risk", "sent_at", "sent_to", "traceable", "what", "where_and_when", "who") SELECT old_values."by_id", old_values."how_known", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."police_reference", old_values."risk", old_values."sent_at", old_values."sent_to", old_values."traceable", old_values."what", old_values."where_and_when", old_values."who" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8dae2bdc9b2975bf36e65af7d094b9791301393f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5fc3d', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_policeintelligence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4877e023e8e02f92e127719d93dae57c26c4f810', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_237ff', table='missing_placementionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='placemention',
                constraint=models.UniqueConstraint(fields=('interview', 'place'), name='place_once_an_interview'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placemention',
                trigger=pgtrigger.compiler.Trigger(name='place_mention_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_placemention mention ON mention.interview_id = interview.id JOIN missing_placementioned owned ON owned.id = mention.place_id\n        WHERE mention.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'place_named_is_of_who_named_it',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='31ed18b5bb9e885629f72a1e891ec58c458d597e', operation='INSERT OR UPDATE OF "interview_id", "place_id"', pgid='pgtrigger_place_mention_of_the_same_young_person_2f75e', table='missing_placemention', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placemention',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "slept_there") SELECT new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place_id", new_values."slept_there" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14c9b865793bffecbd46d8bc790003199e706a9e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_17111', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_placemention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placemention',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "slept_there") SELECT new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place_id", new_values."slept_there" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9d543d9756f6d348cf9924a2ab78285589786b06', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_30e97', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_placemention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placemention',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_placementionevent" ("id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "slept_there") SELECT old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place_id", old_values."slept_there" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='acc15d2cfbe8e11cbd76eba4eb937f5be6070aa2', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6531e', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_placemention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmentionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bfd40568de89c004a974713e994d5fb58cd93b30', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_facb2', table='missing_personmentionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='personmention',
                constraint=models.UniqueConstraint(fields=('interview', 'person'), name='person_once_an_interview'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmention',
                trigger=pgtrigger.compiler.Trigger(name='person_mention_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_personmention mention ON mention.interview_id = interview.id JOIN missing_personmentioned owned ON owned.id = mention.person_id\n        WHERE mention.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'person_named_is_of_who_named_them',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='e249a16814cc79a365313923d56c2275abe94f46', operation='INSERT OR UPDATE OF "interview_id", "person_id"', pgid='pgtrigger_person_mention_of_the_same_young_person_cf6bd', table='missing_personmention', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmention',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionevent" ("id", "interview_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."interview_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='0e196ba965d1986bf0554c008a02af705259c238', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_03558', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_personmention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmention',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionevent" ("id", "interview_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."id", new_values."interview_id", new_values."person_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='49a42c3bd224abaff46e586d7816afa6961641b8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_09274', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_personmention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personmention',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_personmentionevent" ("id", "interview_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."id", old_values."interview_id", old_values."person_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='0492f656e8e5e6d18aba86a58c0c475976834dc7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_1cab3', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_personmention', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oversightevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='56620a4a84d74f32dee5183eb9155f2e948fddf2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a7424', table='missing_oversightevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='oversight',
                constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='oversight_says_something'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oversight',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_oversightevent" ("at", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2557ced7dd5835da6426121cdbdf11370ad9b264', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_1f649', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_oversight', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oversight',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_oversightevent" ("at", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT new_values."at", new_values."by_id", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."text" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7aa7c5695c0d89d049f3c6e4dfd722d043b02b55', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_fdb63', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_oversight', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='oversight',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_oversightevent" ("at", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") SELECT old_values."at", old_values."by_id", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."text" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='baf975d1518eb381148131861fc1b20f157af804', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_b10f3', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_oversight', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewrecordevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='0c5799bc1b15d04cd2607b5d3200131b92302fa7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_51d52', table='missing_interviewrecordevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('travel__contained_by', ['walk', 'bus', 'train', 'taxi', 'lift_known', 'lift_unknown', 'other'])), name='record_travel_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('push__contained_by', ['family_conflict', 'placement_unhappy', 'placement_peers', 'staff_carer_conflict', 'rules_boundaries', 'placement_move', 'abuse_neglect', 'domestic_abuse', 'bullying', 'school', 'mental_health', 'self_harm', 'loneliness', 'contact_problem', 'fear_threat', 'pregnancy', 'immigration', 'other', 'unknown'])), name='record_push_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('pull__contained_by', ['family', 'friends', 'partner', 'peer_pressure', 'party', 'drugs_alcohol', 'adult_of_concern', 'county_lines_crime', 'money_debt', 'cse', 'online_contact', 'freedom', 'other', 'unknown'])), name='record_pull_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('helplines__contained_by', ['missing_people', 'childline', 'shout', 'other'])), name='record_helplines_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('harms_told__contained_by', ['physical', 'sexual', 'threats', 'cse', 'cce', 'trafficking', 'online', 'self_harm', 'crime_victim', 'offence', 'drugs', 'alcohol', 'hunger_sleep', 'medical', 'sexual_health', 'pregnancy'])), name='record_harms_told_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('harms_suspected__contained_by', ['physical', 'sexual', 'threats', 'cse', 'cce', 'trafficking', 'online', 'self_harm', 'crime_victim', 'offence', 'drugs', 'alcohol', 'hunger_sleep', 'medical', 'sexual_health', 'pregnancy'])), name='record_harms_suspected_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(('harms_ruled_out__contained_by', ['physical', 'sexual', 'threats', 'cse', 'cce', 'trafficking', 'online', 'self_harm', 'crime_victim', 'offence', 'drugs', 'alcohol', 'hunger_sleep', 'medical', 'sexual_health', 'pregnancy'])), name='record_harms_ruled_out_are_codes'),
            ),
            migrations.AddConstraint(
                model_name='interviewrecord',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('harms_told__overlap', models.F('harms_suspected')), _negated=True), models.Q(('harms_told__overlap', models.F('harms_ruled_out')), _negated=True), models.Q(('harms_suspected__overlap', models.F('harms_ruled_out')), _negated=True)), name='record_harm_is_one_of_three'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewrecord',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewrecordevent" ("advocate", "brought_back_by", "feels_now", "harm_by", "harm_by_carer", "harms_ruled_out", "harms_suspected", "harms_told", "health", "helplines", "id", "interpreter", "interpreter_language", "interview_id", "limits_told", "minutes", "online", "paid_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_given", "present", "pull", "push", "recorded_at", "safety_plan", "strengths", "talked_at", "thinks_was_missing", "travel", "why", "wish_how", "wish_where", "wish_who") SELECT new_values."advocate", new_values."brought_back_by", new_values."feels_now", new_values."harm_by", new_values."harm_by_carer", new_values."harms_ruled_out", new_values."harms_suspected", new_values."harms_told", new_values."health", new_values."helplines", new_values."id", new_values."interpreter", new_values."interpreter_language", new_values."interview_id", new_values."limits_told", new_values."minutes", new_values."online", new_values."paid_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_given", new_values."present", new_values."pull", new_values."push", new_values."recorded_at", new_values."safety_plan", new_values."strengths", new_values."talked_at", new_values."thinks_was_missing", new_values."travel", new_values."why", new_values."wish_how", new_values."wish_where", new_values."wish_who" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cff602d7f016ff6e37f98ca5f0c44c53ce33a703', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d06e8', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewrecord', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewrecord',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewrecordevent" ("advocate", "brought_back_by", "feels_now", "harm_by", "harm_by_carer", "harms_ruled_out", "harms_suspected", "harms_told", "health", "helplines", "id", "interpreter", "interpreter_language", "interview_id", "limits_told", "minutes", "online", "paid_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_given", "present", "pull", "push", "recorded_at", "safety_plan", "strengths", "talked_at", "thinks_was_missing", "travel", "why", "wish_how", "wish_where", "wish_who") SELECT new_values."advocate", new_values."brought_back_by", new_values."feels_now", new_values."harm_by", new_values."harm_by_carer", new_values."harms_ruled_out", new_values."harms_suspected", new_values."harms_told", new_values."health", new_values."helplines", new_values."id", new_values."interpreter", new_values."interpreter_language", new_values."interview_id", new_values."limits_told", new_values."minutes", new_values."online", new_values."paid_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_given", new_values."present", new_values."pull", new_values."push", new_values."recorded_at", new_values."safety_plan", new_values."strengths", new_values."talked_at", new_values."thinks_was_missing", new_values."travel", new_values."why", new_values."wish_how", new_values."wish_where", new_values."wish_who" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='889e244e9183529970b7c98a343012d3aa22d8d3', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_98f6b', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewrecord', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewrecord',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewrecordevent" ("advocate", "brought_back_by", "feels_now", "harm_by", "harm_by_carer", "harms_ruled_out", "harms_suspected", "harms_told", "health", "helplines", "id", "interpreter", "interpreter_language", "interview_id", "limits_told", "minutes", "online", "paid_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_given", "present", "pull", "push", "recorded_at", "safety_plan", "strengths", "talked_at", "thinks_was_missing", "travel", "why", "wish_how", "wish_where", "wish_who") SELECT old_values."advocate", old_values."brought_back_by", old_values."feels_now", old_values."harm_by", old_values."harm_by_carer", old_values."harms_ruled_out", old_values."harms_suspected", old_values."harms_told", old_values."health", old_values."helplines", old_values."id", old_values."interpreter", old_values."interpreter_language", old_values."interview_id", old_values."limits_told", old_values."minutes", old_values."online", old_values."paid_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_given", old_values."present", old_values."pull", old_values."push", old_values."recorded_at", old_values."safety_plan", old_values."strengths", old_values."talked_at", old_values."thinks_was_missing", old_values."travel", old_values."why", old_values."wish_how", old_values."wish_where", old_values."wish_who" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9c237e04bdb5fa6cfb7f01c89704730237da0857', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_36dc0', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewrecord', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewofferevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5167c58d1b0e1e26c7f02da9ae440233b59395c5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6baec', table='missing_interviewofferevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interviewoffer',
                constraint=models.CheckConstraint(condition=models.Q(('offered_at__lte', models.F('recorded_at'))), name='offer_not_after_now'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewoffer',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", new_values."offered_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."response" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6eed024f9f1df7ec2980c437f67947a6dd3c5214', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_aefce', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewoffer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewoffer',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", new_values."offered_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."response" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='597fd6e25538a51acaa787d660de6f7d91fb3cf1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_19416', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewoffer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewoffer',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewofferevent" ("by_id", "id", "interview_id", "method", "note", "offered_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "response") SELECT old_values."by_id", old_values."id", old_values."interview_id", old_values."method", old_values."note", old_values."offered_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."response" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='19f84d4513c5c299659e529efb761bcbf0f818d1', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_3d263', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewoffer', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewmoveevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b7abc13362a99867ff7ae7469306ca28a9461a08', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d4ba2', table='missing_interviewmoveevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interviewmove',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('was_with__isnull', False), models.Q(('now_with__isnull', True), models.Q(('now_with', models.F('was_with')), _negated=True), _connector='OR')), models.Q(('now_with__isnull', False), ('was_with__isnull', True)), _connector='OR'), name='interview_that_moved_changes_hands'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewmove',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewmoveevent" ("by_id", "id", "interview_id", "moved_at", "now_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_with_id", "why") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."moved_at", new_values."now_with_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."was_with_id", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2ff21e8149a4b6f414b420f5487a37400b0f6c36', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7bb99', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewmove', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewmove',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewmoveevent" ("by_id", "id", "interview_id", "moved_at", "now_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_with_id", "why") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."moved_at", new_values."now_with_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."was_with_id", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ca4944b3eaaa012e6d2abc709a28320258de3171', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_07073', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewmove', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewmove',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewmoveevent" ("by_id", "id", "interview_id", "moved_at", "now_with_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "was_with_id", "why") SELECT old_values."by_id", old_values."id", old_values."interview_id", old_values."moved_at", old_values."now_with_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."was_with_id", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a71b68da1f51c4b1bfc3c540014dafe435e3371f', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_30eec', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewmove', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewcopyevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a0c30f1c4eacbab1f3412bbe7b3a387a0c6db7ef', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0168', table='missing_interviewcopyevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interviewcopy',
                constraint=models.CheckConstraint(condition=models.Q(('sections__contained_by', ['before', 'account', 'where', 'why', 'harm', 'help', 'safety', 'finish']), ('withheld__contained_by', ['before', 'account', 'where', 'why', 'harm', 'help', 'safety', 'finish']), models.Q(('sections', []), _negated=True), models.Q(('sections__overlap', models.F('withheld')), _negated=True)), name='copy_is_of_sections_given_or_held_back'),
            ),
            migrations.AddConstraint(
                model_name='interviewcopy',
                constraint=models.CheckConstraint(condition=models.Q(('withheld', []), models.Q(('withheld_why', ''), _negated=True), _connector='OR'), name='copy_held_back_says_why'),
            ),
            migrations.AddConstraint(
                model_name='interviewcopy',
                constraint=models.CheckConstraint(condition=models.Q(('recipient_name', ''), _negated=True), name='copy_is_for_somebody'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewcopy',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withheld", "withheld_why") SELECT new_values."by_id", new_values."content", new_values."handed", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recipient", new_values."recipient_name", new_values."sections", new_values."shared_at", new_values."withheld", new_values."withheld_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6d0c60ae6e22e56f43bade2a50f5cdc6beab0bb7', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0551a', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewcopy', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewcopy',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withheld", "withheld_why") SELECT new_values."by_id", new_values."content", new_values."handed", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recipient", new_values."recipient_name", new_values."sections", new_values."shared_at", new_values."withheld", new_values."withheld_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='172973bba020d8bca539c50622010c3701e551c1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_617ff', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewcopy', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewcopy',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewcopyevent" ("by_id", "content", "handed", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recipient", "recipient_name", "sections", "shared_at", "withheld", "withheld_why") SELECT old_values."by_id", old_values."content", old_values."handed", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recipient", old_values."recipient_name", old_values."sections", old_values."shared_at", old_values."withheld", old_values."withheld_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d11d159c0715518533495b2f137b63cb696aae3b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bf121', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewcopy', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewbookingevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6bcb393438e6d1368fedeb30c67da90bce8308a5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4b63f', table='missing_interviewbookingevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked')), fields=('interview',), name='one_standing_booking_an_interview'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('state', 'booked')), models.Q(models.Q(('state', 'booked'), _negated=True), ('ended_at__gte', models.F('booked_at')), ('ended_at__isnull', False)), _connector='OR'), name='booking_stands_until_it_ended'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(('meets_at__gt', models.F('booked_at'))), name='booking_is_for_a_time_to_come'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', 'face_to_face'), _negated=True), models.Q(('place', ''), _negated=True), _connector='OR'), name='booking_face_to_face_has_a_place'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='booking_cancelled_says_why'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('attempt__isnull', False), ('state', 'missed')), models.Q(models.Q(('state', 'missed'), _negated=True), ('attempt__isnull', True)), _connector='OR'), name='booking_missed_is_an_attempt'),
            ),
            migrations.AddConstraint(
                model_name='interviewbooking',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['missed', 'held']), _negated=True), ('ended_at__gte', models.F('meets_at')), _connector='OR'), name='booking_held_or_missed_after_its_time'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewbooking',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewbookingevent" ("attempt_id", "booked_at", "booked_by_id", "ended_at", "ended_by_id", "id", "interpreter", "interview_id", "meets_at", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "state", "why") SELECT new_values."attempt_id", new_values."booked_at", new_values."booked_by_id", new_values."ended_at", new_values."ended_by_id", new_values."id", new_values."interpreter", new_values."interview_id", new_values."meets_at", new_values."method", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."state", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2678ee560bad65b1c452d43b0c37829ce8961c25', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_bb8e4', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_interviewbooking', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewbooking',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewbookingevent" ("attempt_id", "booked_at", "booked_by_id", "ended_at", "ended_by_id", "id", "interpreter", "interview_id", "meets_at", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "state", "why") SELECT new_values."attempt_id", new_values."booked_at", new_values."booked_by_id", new_values."ended_at", new_values."ended_by_id", new_values."id", new_values."interpreter", new_values."interview_id", new_values."meets_at", new_values."method", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."state", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e0530c98ba9038341507f52ada9c4dc3837a6474', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_507bd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_interviewbooking', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='interviewbooking',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_interviewbookingevent" ("attempt_id", "booked_at", "booked_by_id", "ended_at", "ended_by_id", "id", "interpreter", "interview_id", "meets_at", "method", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "state", "why") SELECT old_values."attempt_id", old_values."booked_at", old_values."booked_by_id", old_values."ended_at", old_values."ended_by_id", old_values."id", old_values."interpreter", old_values."interview_id", old_values."meets_at", old_values."method", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."state", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a03bd9cf2bce560b634546141fab91c96bbadaa7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_64e9e', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_interviewbooking', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='harmtoldevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a3291ac382079919b9b63aff57781fe676aaa2e4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1117e', table='missing_harmtoldevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='harmtold',
                constraint=models.CheckConstraint(condition=models.Q(('what_was_told', ''), _negated=True), name='harm_told_says_what'),
            ),
            migrations.AddConstraint(
                model_name='harmtold',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True), ('withdrawn_by__isnull', True)), models.Q(('withdrawn_at__gte', models.F('told_at')), ('withdrawn_by__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='harm_told_withdrawn_with_name_and_reason'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='harmtold',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "episode_id", "id", "interview_id", "is_by_carer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."episode_id", new_values."id", new_values."interview_id", new_values."is_by_carer", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."told_at", new_values."what_was_told", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e59a9a2996979190a31d84372e205f3e062a1ea3', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5dcf1', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_harmtold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='harmtold',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "episode_id", "id", "interview_id", "is_by_carer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT new_values."by_id", new_values."episode_id", new_values."id", new_values."interview_id", new_values."is_by_carer", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."told_at", new_values."what_was_told", new_values."withdraw_reason", new_values."withdrawn_at", new_values."withdrawn_by_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='35e1521d7122672a3202b6ad6fc5ccaee281669e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_98e40', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_harmtold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='harmtold',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_harmtoldevent" ("by_id", "episode_id", "id", "interview_id", "is_by_carer", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "told_at", "what_was_told", "withdraw_reason", "withdrawn_at", "withdrawn_by_id") SELECT old_values."by_id", old_values."episode_id", old_values."id", old_values."interview_id", old_values."is_by_carer", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."told_at", old_values."what_was_told", old_values."withdraw_reason", old_values."withdrawn_at", old_values."withdrawn_by_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3d831bbaf4eb0520b98997cd2306320ad609aaee', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_ef526', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_harmtold', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='followupactionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6515076cc05e7cca61c7166315813bf46e076643', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_74320', table='missing_followupactionevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='followupaction',
                index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['owner', 'due_on'], name='actions_of_an_owner'),
            ),
            migrations.AddIndex(
                model_name='followupaction',
                index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['due_on'], name='actions_by_day'),
            ),
            migrations.AddConstraint(
                model_name='followupaction',
                constraint=models.CheckConstraint(condition=models.Q(('what', ''), _negated=True), name='action_says_what'),
            ),
            migrations.AddConstraint(
                model_name='followupaction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_done__isnull', True), ('settled_at__isnull', True), ('settled_by__isnull', True), ('settled_note', '')), models.Q(('is_done__isnull', False), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='action_settled_says_how_and_by_whom'),
            ),
            migrations.AddConstraint(
                model_name='followupaction',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_done', False), _negated=True), models.Q(('settled_note', ''), _negated=True), _connector='OR'), name='action_not_done_says_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='followupaction',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_followupactionevent" ("by_id", "due_on", "id", "interview_id", "is_done", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "settled_at", "settled_by_id", "settled_note", "what") SELECT new_values."by_id", new_values."due_on", new_values."id", new_values."interview_id", new_values."is_done", new_values."owner_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."settled_at", new_values."settled_by_id", new_values."settled_note", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='157e0f324e7ff478ff72c63865c01c75fbae9343', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_d58d2', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_followupaction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='followupaction',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_followupactionevent" ("by_id", "due_on", "id", "interview_id", "is_done", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "settled_at", "settled_by_id", "settled_note", "what") SELECT new_values."by_id", new_values."due_on", new_values."id", new_values."interview_id", new_values."is_done", new_values."owner_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."settled_at", new_values."settled_by_id", new_values."settled_note", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='27d6541b89a2d1bf5fa3dd318e316fdb7a9296b2', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_8b047', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_followupaction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='followupaction',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_followupactionevent" ("by_id", "due_on", "id", "interview_id", "is_done", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "settled_at", "settled_by_id", "settled_note", "what") SELECT old_values."by_id", old_values."due_on", old_values."id", old_values."interview_id", old_values."is_done", old_values."owner_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."settled_at", old_values."settled_by_id", old_values."settled_note", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='493c846e80fcbc7a327d6bcf686a2c6d029328f6', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_007bd', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_followupaction', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='earlieroutcomeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f5bb8407ff8e67e33349c374a6509ccbab8129ea', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_46e5c', table='missing_earlieroutcomeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='earlieroutcome',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_reopened', True), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='reopening_says_why'),
            ),
            migrations.AddConstraint(
                model_name='earlieroutcome',
                constraint=models.CheckConstraint(condition=models.Q(('outcome', ''), _negated=True), name='earlier_outcome_is_an_outcome'),
            ),
            migrations.AddConstraint(
                model_name='earlieroutcome',
                constraint=models.CheckConstraint(condition=models.Q(('outcome_at__isnull', True), ('outcome_at__lte', models.F('replaced_at')), _connector='OR'), name='earlier_outcome_was_before'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='earlieroutcome',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_earlieroutcomeevent" ("by_id", "id", "interview_id", "is_reopened", "outcome", "outcome_at", "outcome_by_id", "outcome_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "why") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."is_reopened", new_values."outcome", new_values."outcome_at", new_values."outcome_by_id", new_values."outcome_reason", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."replaced_at", new_values."why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='99e211be518361050cb0e4d1e50a8ae1e3fc45cb', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_7fded', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_earlieroutcome', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='earlieroutcome',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_earlieroutcomeevent" ("by_id", "id", "interview_id", "is_reopened", "outcome", "outcome_at", "outcome_by_id", "outcome_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "why") SELECT new_values."by_id", new_values."id", new_values."interview_id", new_values."is_reopened", new_values."outcome", new_values."outcome_at", new_values."outcome_by_id", new_values."outcome_reason", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."replaced_at", new_values."why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c2ed90f5eda682c5aea5f217dae0e72ed6231326', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c47eb', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_earlieroutcome', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='earlieroutcome',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_earlieroutcomeevent" ("by_id", "id", "interview_id", "is_reopened", "outcome", "outcome_at", "outcome_by_id", "outcome_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "replaced_at", "why") SELECT old_values."by_id", old_values."id", old_values."interview_id", old_values."is_reopened", old_values."outcome", old_values."outcome_at", old_values."outcome_by_id", old_values."outcome_reason", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."replaced_at", old_values."why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='804b0f0958465efd8ce021affd5839173e8a1269', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_d1e70', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_earlieroutcome', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactattemptevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='777bc63fdbe8ee65ac300fb5b04f55be7ea601e8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cd452', table='missing_contactattemptevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='contactattempt',
                constraint=models.CheckConstraint(condition=models.Q(('attempted_at__lte', models.F('recorded_at'))), name='attempt_not_after_now'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactattempt',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result") SELECT new_values."attempted_at", new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."result" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='888718b3b1f7177f4cb0dc3095e83404a77b3391', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_25ef7', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_contactattempt', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactattempt',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result") SELECT new_values."attempted_at", new_values."by_id", new_values."id", new_values."interview_id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."result" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='14b5b722484ff20a242b3361ae3cdc55f344a76e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4c1dd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_contactattempt', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='contactattempt',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_contactattemptevent" ("attempted_at", "by_id", "id", "interview_id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "result") SELECT old_values."attempted_at", old_values."by_id", old_values."id", old_values."interview_id", old_values."method", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."result" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='c85e65635c4980192375990d5338ec09d6275189', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_6d175', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_contactattempt', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='askedparentsevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b302cac023a3c17d0010eb2bfd4f181d005c29fa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3af43', table='missing_askedparentsevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='askedparents',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked', 'asked'), _negated=True), models.Q(models.Q(('whom', ''), _negated=True), models.Q(('said', ''), _negated=True), ('why_not', '')), _connector='OR'), name='parents_asked_says_whom_and_what'),
            ),
            migrations.AddConstraint(
                model_name='askedparents',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked', 'not_asked'), _negated=True), models.Q(models.Q(('why_not', ''), _negated=True), ('said', ''), ('whom', '')), _connector='OR'), name='parents_not_asked_says_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='askedparents',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_askedparentsevent" ("asked", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said", "whom", "why_not") SELECT new_values."asked", new_values."by_id", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."said", new_values."whom", new_values."why_not" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='301286d5963a9d3bec4488159b4297ba020ad6d0', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_eb0f5', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_askedparents', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='askedparents',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_askedparentsevent" ("asked", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said", "whom", "why_not") SELECT new_values."asked", new_values."by_id", new_values."id", new_values."interview_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."said", new_values."whom", new_values."why_not" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='c05e0069f2d1bcc0268bea5e3a89368deb999a5b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_9c9a7', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_askedparents', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='askedparents',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_askedparentsevent" ("asked", "by_id", "id", "interview_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "said", "whom", "why_not") SELECT old_values."asked", old_values."by_id", old_values."id", old_values."interview_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."said", old_values."whom", old_values."why_not" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='f312adb9209f67c093870b5c8d25372b1dc01728', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_2c14b', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_askedparents', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='socialworkcontact',
                index=models.Index(fields=['young_person', 'contact_on', 'method'], name='contacts_of_a_young_person'),
            ),
            migrations.AddConstraint(
                model_name='socialworkcontact',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('method', ''), _negated=True), _connector='OR'), name='contact_recorded_here_has_a_method'),
            ),
            migrations.AddConstraint(
                model_name='socialworkcontact',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('accepted_at__isnull', True), ('accepted_because', ''), ('accepted_by__isnull', True)), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False), models.Q(('accepted_because', ''), _negated=True)), _connector='OR'), name='contact_accepted_by_somebody_who_says_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='socialworkcontact',
                trigger=pgtrigger.compiler.Trigger(name='contact_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_socialworkcontact owned ON owned.id = interview.contact_id\n        WHERE owned.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_is_with_who_declined',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n    RETURN NULL;\n", hash='b803a9fbb9c986dcfdab03770e1ad257e3ec3127', operation='UPDATE OF "young_person_id"', pgid='pgtrigger_contact_of_the_same_young_person_7fa12', table='missing_socialworkcontact', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='socialworkcontact',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_socialworkcontactevent" ("accepted_at", "accepted_because", "accepted_by_id", "by_id", "contact_on", "id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "source", "young_person_id") SELECT new_values."accepted_at", new_values."accepted_because", new_values."accepted_by_id", new_values."by_id", new_values."contact_on", new_values."id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."source", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6e72c5c34cf1692808e5010748581e50070031f4', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_819cb', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_socialworkcontact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='socialworkcontact',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_socialworkcontactevent" ("accepted_at", "accepted_because", "accepted_by_id", "by_id", "contact_on", "id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "source", "young_person_id") SELECT new_values."accepted_at", new_values."accepted_because", new_values."accepted_by_id", new_values."by_id", new_values."contact_on", new_values."id", new_values."method", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."source", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='ed5e8ce449120e6f1420fae058040c7ec8cfe6ae', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_bfc06', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_socialworkcontact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='socialworkcontact',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_socialworkcontactevent" ("accepted_at", "accepted_because", "accepted_by_id", "by_id", "contact_on", "id", "method", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "source", "young_person_id") SELECT old_values."accepted_at", old_values."accepted_because", old_values."accepted_by_id", old_values."by_id", old_values."contact_on", old_values."id", old_values."method", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."source", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='88f5d212dd82e3745c6e9a09ba6eee7d805fb18c', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_634c0', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_socialworkcontact', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterviewevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='108f60d054483b62d7fdda96f59f546b4b920b29', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5b281', table='missing_returninterviewevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='returninterview',
                index=models.Index(condition=models.Q(('due_at__isnull', False), ('is_to_settle', False), ('outcome', ''), models.Q(('route', 'placing_council'), _negated=True), ('is_void', False)), fields=['due_at'], name='interview_to_do'),
            ),
            migrations.AddIndex(
                model_name='returninterview',
                index=models.Index(condition=models.Q(('outcome', ''), ('is_void', False)), fields=['assigned_to', 'due_at'], name='interview_of_a_user'),
            ),
            migrations.AddIndex(
                model_name='returninterview',
                index=models.Index(fields=['clock_starts_at'], name='interview_by_return'),
            ),
            migrations.AddIndex(
                model_name='returninterview',
                index=models.Index(condition=models.Q(('contact__isnull', True), ('contact_due_on__isnull', False), ('outcome__in', ['declined', 'declined_parent']), ('is_void', False)), fields=['contact_due_on'], name='interview_contact_due'),
            ),
            migrations.AddIndex(
                model_name='returninterview',
                index=models.Index(condition=models.Q(('outcome', ''), ('route', 'placing_council'), ('is_void', False)), fields=['clock_starts_at'], name='interview_theirs_to_tell'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('clock_starts_at__isnull', True), ('due_at__isnull', True)), models.Q(('clock_starts_at__isnull', False), ('due_at__isnull', False), django.db.models.lookups.Exact(django.db.models.expressions.CombinedExpression(models.F('due_at'), '-', models.F('clock_starts_at')), models.Value(datetime.timedelta(days=3)))), _connector='OR'), name='interview_due_72_hours_after_the_clock_starts'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_at__isnull', True), _connector='OR'), name='interview_to_do_has_no_time'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(('outcome_at__isnull', True), models.Q(('clock_starts_at__isnull', False), ('outcome_at__gte', models.F('clock_starts_at'))), _connector='OR'), name='interview_ends_after_the_clock_starts'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_recorded_at__isnull', True)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_recorded_at__isnull', False), models.Q(('outcome_at__isnull', True), ('outcome_at__lte', models.F('outcome_recorded_at')), _connector='OR')), _connector='OR'), name='interview_does_not_end_after_now'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), ('outcome', ''), ('outcome_at__isnull', False), _connector='OR'), name='interview_recorded_outcome_has_its_time'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('outcome', 'completed'), _negated=True), ('route', 'placing_council'), models.Q(models.Q(('method', ''), _negated=True), models.Q(('independence', ''), _negated=True), models.Q(('interviewer__isnull', False), models.Q(('interviewer_name', ''), _negated=True), _connector='OR')), _connector='OR'), name='interview_recorded_as_completed_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('outcome__in', ['accepted_not_done', 'declined', 'declined_parent', 'not_offered_missing_again', 'not_offered_no_contact', 'not_offered_other', 'not_required']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='interview_recorded_without_talk_has_a_reason'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('outcome__in', ['declined', 'declined_parent']), _negated=True), ('route', 'placing_council'), ('contact_due_on__isnull', False), _connector='OR'), name='interview_recorded_as_declined_has_a_contact_due'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), ('outcome', ''), models.Q(('route', 'placing_council'), _negated=True), models.Q(('told_by', ''), _negated=True), _connector='OR'), name='interview_of_the_placing_council_says_who_told'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('route', 'placing_council'), _negated=True), models.Q(('assigned_to__isnull', True), ('contact_due_on__isnull', True)), _connector='OR'), name='interview_of_the_placing_council_is_no_work_of_ours'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(('covered_by__isnull', True), ('outcome', 'covered_by_later'), _connector='OR'), name='interview_covered_says_so'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('outcome', 'covered_by_later'), _negated=True), models.Q(('covered_by__isnull', False), ('outcome_by__isnull', False)), _connector='OR'), name='interview_recorded_as_covered_names_the_later_one'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', 'recorded'), _negated=True), models.Q(('outcome', 'not_required'), _negated=True), ('route', 'placing_council'), ('not_required_why', 'died'), models.Q(models.Q(('not_required_why', ''), _negated=True), ('outcome_by__isnull', False)), _connector='OR'), name='interview_recorded_as_not_required_says_why_and_who'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(('not_required_why', ''), ('outcome', 'not_required'), ('source', 'imported'), _connector='OR'), name='interview_not_required_says_so'),
            ),
            migrations.AddConstraint(
                model_name='returninterview',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('wish_recorded_at__isnull', True), ('wished_interviewer__isnull', True), ('wished_name', '')), models.Q(('wish_recorded_at__isnull', False), ('wish_recorded_by__isnull', False), models.Q(models.Q(('wished_interviewer__isnull', False), ('wished_name', '')), models.Q(('wished_interviewer__isnull', True), models.Q(('wished_name', ''), _negated=True)), _connector='OR')), _connector='OR'), name='interview_wish_is_for_one_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='interview_clock_agrees_with_episode', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        WHERE episode.id = NEW.episode_id\n          AND interview.clock_starts_at IS DISTINCT FROM episode.clock_starts_at\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_clock_is_the_episodes',\n            MESSAGE = 'The clock of the interview does not start when the episode says.';\n    END IF;\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        WHERE episode.id = NEW.episode_id AND interview.is_void <> (episode.voided_at IS NOT NULL)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_is_void_with_its_episode',\n            MESSAGE = 'An interview is void when its episode is, and only then.';\n    END IF;\n    RETURN NULL;\n", hash='15f24f21637a08542214e04aebf1a7bdb1c8cf77', operation='INSERT OR UPDATE OF "clock_starts_at", "episode_id", "is_void"', pgid='pgtrigger_interview_clock_agrees_with_episode_911df', table='missing_returninterview', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='interview_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."covered_by_id" IS NOT NULL OR NEW."contact_id" IS NOT NULL)', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id JOIN missing_episode owned ON owned.id = later.episode_id\n        WHERE interview.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_one_of_theirs',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_episode episode ON episode.id = interview.episode_id\n        JOIN missing_socialworkcontact owned ON owned.id = interview.contact_id\n        WHERE interview.id = NEW.id AND owned.young_person_id <> episode.young_person_id\n          AND NOT (\n            SELECT count(DISTINCT one) = 2\n            FROM people_recordmerge merge, unnest(ARRAY[merge.kept_id, merge.merged_id]) AS one\n            WHERE one IN (owned.young_person_id, episode.young_person_id)\n)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'contact_is_with_who_declined',\n            MESSAGE = 'This is of another young person than the interview.';\n    END IF;\n\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id\n        WHERE (interview.id = NEW.id OR interview.covered_by_id = NEW.id) AND interview.source = 'recorded'\n          AND (later.outcome = '' OR later.clock_starts_at < interview.clock_starts_at)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_a_later_one_that_ended',\n            MESSAGE = 'An interview is covered by one after a later return, which has ended.';\n    END IF;\n    RETURN NULL;\n", hash='be65e285ecd42003b39233be38cb96d1c3c57f79', operation='INSERT OR UPDATE OF "covered_by_id", "contact_id", "episode_id"', pgid='pgtrigger_interview_of_the_same_young_person_d28b8', table='missing_returninterview', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='covering_of_the_same_young_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."clock_starts_at" IS DISTINCT FROM (NEW."clock_starts_at") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome"))', constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM missing_returninterview interview\n        JOIN missing_returninterview later ON later.id = interview.covered_by_id\n        WHERE (interview.id = NEW.id OR interview.covered_by_id = NEW.id) AND interview.source = 'recorded'\n          AND (later.outcome = '' OR later.clock_starts_at < interview.clock_starts_at)\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'interview_covered_by_a_later_one_that_ended',\n            MESSAGE = 'An interview is covered by one after a later return, which has ended.';\n    END IF;\n    RETURN NULL;\n", hash='438182e25d47cc1a6c8800f1bf55aabe632ebd79', operation='UPDATE OF "clock_starts_at", "outcome"', pgid='pgtrigger_covering_of_the_same_young_person_25659', table='missing_returninterview', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_returninterviewevent" ("account", "alerts_from", "asked_for_by", "assigned_at", "assigned_to_id", "clock_starts_at", "contact_due_on", "contact_id", "covered_by_id", "due_at", "episode_id", "harm", "id", "independence", "interviewer_id", "interviewer_name", "is_to_settle", "is_void", "method", "not_required_why", "offered_at", "outcome", "outcome_at", "outcome_by_id", "outcome_recorded_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "route", "safer_next_time", "seen_alone", "source", "told_by", "wish_recorded_at", "wish_recorded_by_id", "wished_interviewer_id", "wished_name") SELECT new_values."account", new_values."alerts_from", new_values."asked_for_by", new_values."assigned_at", new_values."assigned_to_id", new_values."clock_starts_at", new_values."contact_due_on", new_values."contact_id", new_values."covered_by_id", new_values."due_at", new_values."episode_id", new_values."harm", new_values."id", new_values."independence", new_values."interviewer_id", new_values."interviewer_name", new_values."is_to_settle", new_values."is_void", new_values."method", new_values."not_required_why", new_values."offered_at", new_values."outcome", new_values."outcome_at", new_values."outcome_by_id", new_values."outcome_recorded_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."route", new_values."safer_next_time", new_values."seen_alone", new_values."source", new_values."told_by", new_values."wish_recorded_at", new_values."wish_recorded_by_id", new_values."wished_interviewer_id", new_values."wished_name" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2673f5cb0ce2a40d33660e6e2f1417e3743888df', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_e7f5d', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_returninterview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_returninterviewevent" ("account", "alerts_from", "asked_for_by", "assigned_at", "assigned_to_id", "clock_starts_at", "contact_due_on", "contact_id", "covered_by_id", "due_at", "episode_id", "harm", "id", "independence", "interviewer_id", "interviewer_name", "is_to_settle", "is_void", "method", "not_required_why", "offered_at", "outcome", "outcome_at", "outcome_by_id", "outcome_recorded_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "route", "safer_next_time", "seen_alone", "source", "told_by", "wish_recorded_at", "wish_recorded_by_id", "wished_interviewer_id", "wished_name") SELECT new_values."account", new_values."alerts_from", new_values."asked_for_by", new_values."assigned_at", new_values."assigned_to_id", new_values."clock_starts_at", new_values."contact_due_on", new_values."contact_id", new_values."covered_by_id", new_values."due_at", new_values."episode_id", new_values."harm", new_values."id", new_values."independence", new_values."interviewer_id", new_values."interviewer_name", new_values."is_to_settle", new_values."is_void", new_values."method", new_values."not_required_why", new_values."offered_at", new_values."outcome", new_values."outcome_at", new_values."outcome_by_id", new_values."outcome_recorded_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."route", new_values."safer_next_time", new_values."seen_alone", new_values."source", new_values."told_by", new_values."wish_recorded_at", new_values."wish_recorded_by_id", new_values."wished_interviewer_id", new_values."wished_name" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5d7f9b7af5803cd9d2bfe6151132c086076bd873', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d37d0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_returninterview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='returninterview',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_returninterviewevent" ("account", "alerts_from", "asked_for_by", "assigned_at", "assigned_to_id", "clock_starts_at", "contact_due_on", "contact_id", "covered_by_id", "due_at", "episode_id", "harm", "id", "independence", "interviewer_id", "interviewer_name", "is_to_settle", "is_void", "method", "not_required_why", "offered_at", "outcome", "outcome_at", "outcome_by_id", "outcome_recorded_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "route", "safer_next_time", "seen_alone", "source", "told_by", "wish_recorded_at", "wish_recorded_by_id", "wished_interviewer_id", "wished_name") SELECT old_values."account", old_values."alerts_from", old_values."asked_for_by", old_values."assigned_at", old_values."assigned_to_id", old_values."clock_starts_at", old_values."contact_due_on", old_values."contact_id", old_values."covered_by_id", old_values."due_at", old_values."episode_id", old_values."harm", old_values."id", old_values."independence", old_values."interviewer_id", old_values."interviewer_name", old_values."is_to_settle", old_values."is_void", old_values."method", old_values."not_required_why", old_values."offered_at", old_values."outcome", old_values."outcome_at", old_values."outcome_by_id", old_values."outcome_recorded_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."route", old_values."safer_next_time", old_values."seen_alone", old_values."source", old_values."told_by", old_values."wish_recorded_at", old_values."wish_recorded_by_id", old_values."wished_interviewer_id", old_values."wished_name" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='087df67ee1193c967528471fb0cd91c152977b46', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_5bfaf', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_returninterview', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='socialworkcontactevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4614c40ec1cf0aa06bdc3f385ca9dcb5b797d57c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_724d6', table='missing_socialworkcontactevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='strategydiscussion',
                index=models.Index(fields=['young_person', '-opened_at'], name='strategy_of_a_young_person'),
            ),
            migrations.AddIndex(
                model_name='strategydiscussion',
                index=models.Index(condition=models.Q(('declined_at__isnull', True), ('held_at__isnull', True), ('withdrawn_at__isnull', True)), fields=['due_at'], name='strategy_open'),
            ),
            migrations.AddIndex(
                model_name='strategydiscussion',
                index=models.Index(condition=models.Q(('declined_at__isnull', True), ('held_at__isnull', True), ('withdrawn_at__isnull', True), _negated=True), fields=['-closed_at'], name='strategy_closed'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.UniqueConstraint(condition=models.Q(('declined_at__isnull', True), ('held_at__isnull', True), ('withdrawn_at__isnull', True)), fields=('young_person',), name='one_open_strategy_discussion_a_young_person'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('declined_at__isnull', True), ('held_at__isnull', True), ('withdrawn_at__isnull', True)), models.Q(('declined_at__isnull', True), ('held_at__isnull', False), ('withdrawn_at__isnull', True)), models.Q(('declined_at__isnull', False), ('held_at__isnull', True), ('withdrawn_at__isnull', True)), models.Q(('declined_at__isnull', True), ('held_at__isnull', True), ('withdrawn_at__isnull', False)), _connector='OR'), name='strategy_discussion_ends_one_way'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('held_at__isnull', True), ('held_recorded_at__isnull', True), ('held_recorded_by__isnull', True), ('locate_officer_took_part__isnull', True), ('outcome', ''), ('police_took_part__isnull', True)), models.Q(('held_at__isnull', False), ('held_recorded_at__isnull', False), ('held_recorded_by__isnull', False), ('locate_officer_took_part__isnull', False), ('police_took_part__isnull', False), models.Q(('outcome', ''), _negated=True), models.Q(('police_who', ''), _negated=True), models.Q(('decided', ''), _negated=True)), _connector='OR'), name='strategy_discussion_held_is_whole'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(('held_at__isnull', True), ('held_at__lte', models.F('held_recorded_at')), _connector='OR'), name='strategy_discussion_not_held_after_now'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('decline_reason', ''), ('declined_at__isnull', True), ('declined_by__isnull', True)), models.Q(('declined_at__isnull', False), ('declined_by__isnull', False), models.Q(('decline_reason', ''), _negated=True)), _connector='OR'), name='strategy_discussion_declined_with_name_and_reason'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='strategy_discussion_withdrawn_with_a_reason'),
            ),
            migrations.AddConstraint(
                model_name='strategydiscussion',
                constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('opened_at'))), name='strategy_discussion_due_after_it_opens'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategydiscussion',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategydiscussionevent" ("alerts_from", "assigned_to_id", "decided", "decline_reason", "declined_at", "declined_by_id", "due_at", "held_at", "held_recorded_at", "held_recorded_by_id", "id", "locate_officer_took_part", "opened_at", "others_who", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_took_part", "police_who", "reference", "withdraw_reason", "withdrawn_at", "young_person_id") SELECT new_values."alerts_from", new_values."assigned_to_id", new_values."decided", new_values."decline_reason", new_values."declined_at", new_values."declined_by_id", new_values."due_at", new_values."held_at", new_values."held_recorded_at", new_values."held_recorded_by_id", new_values."id", new_values."locate_officer_took_part", new_values."opened_at", new_values."others_who", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."police_took_part", new_values."police_who", new_values."reference", new_values."withdraw_reason", new_values."withdrawn_at", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='df3614295e32f984d01f52fadc6f0313051a217e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_dacc7', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_strategydiscussion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategydiscussion',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategydiscussionevent" ("alerts_from", "assigned_to_id", "decided", "decline_reason", "declined_at", "declined_by_id", "due_at", "held_at", "held_recorded_at", "held_recorded_by_id", "id", "locate_officer_took_part", "opened_at", "others_who", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_took_part", "police_who", "reference", "withdraw_reason", "withdrawn_at", "young_person_id") SELECT new_values."alerts_from", new_values."assigned_to_id", new_values."decided", new_values."decline_reason", new_values."declined_at", new_values."declined_by_id", new_values."due_at", new_values."held_at", new_values."held_recorded_at", new_values."held_recorded_by_id", new_values."id", new_values."locate_officer_took_part", new_values."opened_at", new_values."others_who", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."police_took_part", new_values."police_who", new_values."reference", new_values."withdraw_reason", new_values."withdrawn_at", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alerts_from" IS DISTINCT FROM (new_values."alerts_from") OR old_values."assigned_to_id" IS DISTINCT FROM (new_values."assigned_to_id") OR old_values."decided" IS DISTINCT FROM (new_values."decided") OR old_values."decline_reason" IS DISTINCT FROM (new_values."decline_reason") OR old_values."declined_at" IS DISTINCT FROM (new_values."declined_at") OR old_values."declined_by_id" IS DISTINCT FROM (new_values."declined_by_id") OR old_values."due_at" IS DISTINCT FROM (new_values."due_at") OR old_values."held_at" IS DISTINCT FROM (new_values."held_at") OR old_values."held_recorded_at" IS DISTINCT FROM (new_values."held_recorded_at") OR old_values."held_recorded_by_id" IS DISTINCT FROM (new_values."held_recorded_by_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."locate_officer_took_part" IS DISTINCT FROM (new_values."locate_officer_took_part") OR old_values."opened_at" IS DISTINCT FROM (new_values."opened_at") OR old_values."others_who" IS DISTINCT FROM (new_values."others_who") OR old_values."outcome" IS DISTINCT FROM (new_values."outcome") OR old_values."police_took_part" IS DISTINCT FROM (new_values."police_took_part") OR old_values."police_who" IS DISTINCT FROM (new_values."police_who") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."withdraw_reason" IS DISTINCT FROM (new_values."withdraw_reason") OR old_values."withdrawn_at" IS DISTINCT FROM (new_values."withdrawn_at") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2f7f460ace24b1ae6bfd9dcf3abbaa2de5b4cf0b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e3931', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_strategydiscussion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategydiscussion',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategydiscussionevent" ("alerts_from", "assigned_to_id", "decided", "decline_reason", "declined_at", "declined_by_id", "due_at", "held_at", "held_recorded_at", "held_recorded_by_id", "id", "locate_officer_took_part", "opened_at", "others_who", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "police_took_part", "police_who", "reference", "withdraw_reason", "withdrawn_at", "young_person_id") SELECT old_values."alerts_from", old_values."assigned_to_id", old_values."decided", old_values."decline_reason", old_values."declined_at", old_values."declined_by_id", old_values."due_at", old_values."held_at", old_values."held_recorded_at", old_values."held_recorded_by_id", old_values."id", old_values."locate_officer_took_part", old_values."opened_at", old_values."others_who", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."police_took_part", old_values."police_who", old_values."reference", old_values."withdraw_reason", old_values."withdrawn_at", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='132ae9f14df020f437f8b2e710fe3835c7328b5a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a647d', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_strategydiscussion', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategydiscussionevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c78968dfadaae60e30c97df00a7f0b5f921ebdc4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5035b', table='missing_strategydiscussionevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='strategytrigger',
                constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('discussion', 'source_key', 'kind'), name='strategy_trigger_once_in_a_discussion'),
            ),
            migrations.AddConstraint(
                model_name='strategytrigger',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('source_key', ''), _negated=True), models.Q(('grounds', ''), _negated=True)), name='strategy_trigger_says_its_grounds'),
            ),
            migrations.AddConstraint(
                model_name='strategytrigger',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'harm'), _negated=True), ('harm__isnull', False), _connector='OR'), name='strategy_trigger_of_harm_names_it'),
            ),
            migrations.AddConstraint(
                model_name='strategytrigger',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['repeat_month', 'repeat_quarter', 'long', 'high_risk']), _negated=True), ('episode__isnull', False), _connector='OR'), name='strategy_trigger_of_an_episode_names_it'),
            ),
            migrations.AddConstraint(
                model_name='strategytrigger',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdraw_reason', ''), ('withdrawn_at__isnull', True)), models.Q(('withdrawn_at__isnull', False), models.Q(('withdraw_reason', ''), _negated=True)), _connector='OR'), name='strategy_trigger_withdrawn_with_a_reason'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategytrigger',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategytriggerevent" ("at", "by_id", "discussion_id", "episode_id", "grounds", "harm_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "withdraw_reason", "withdrawn_at") SELECT new_values."at", new_values."by_id", new_values."discussion_id", new_values."episode_id", new_values."grounds", new_values."harm_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_key", new_values."withdraw_reason", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='956591074cebe1254642f190898738df688ecab6', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_4cf8f', referencing='REFERENCING NEW TABLE AS new_values ', table='missing_strategytrigger', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategytrigger',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategytriggerevent" ("at", "by_id", "discussion_id", "episode_id", "grounds", "harm_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "withdraw_reason", "withdrawn_at") SELECT new_values."at", new_values."by_id", new_values."discussion_id", new_values."episode_id", new_values."grounds", new_values."harm_id", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_key", new_values."withdraw_reason", new_values."withdrawn_at" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='39ffdf526ee768d042a946a2e64fa45b3d2a38ef', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_88c54', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='missing_strategytrigger', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategytrigger',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "missing_strategytriggerevent" ("at", "by_id", "discussion_id", "episode_id", "grounds", "harm_id", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "withdraw_reason", "withdrawn_at") SELECT old_values."at", old_values."by_id", old_values."discussion_id", old_values."episode_id", old_values."grounds", old_values."harm_id", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_key", old_values."withdraw_reason", old_values."withdrawn_at" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1f053067d56e7b2fdbce614b74f55a599608166d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_aa2ed', referencing='REFERENCING OLD TABLE AS old_values ', table='missing_strategytrigger', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='strategytriggerevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6735b0c42f0ec94024413babbafe068f35f63f00', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23767', table='missing_strategytriggerevent', when='BEFORE')),
            ),
        ]),
    ]
