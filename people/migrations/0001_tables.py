import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import people.sounds
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('people', '0001_initial'),
        ('people', '0002_case_file_runs'),
        ('people', '0003_find_by_reference'),
        ('people', '0004_import_states'),
        ('people', '0005_placement_by_postcode'),
        ('people', '0006_around'),
        ('people', '0007_strategy'),
        ('people', '0008_kinds_and_openings'),
        ('people', '0009_endings'),
        ('people', '0010_merges_and_identities'),
        ('people', '0011_grants_that_stand'),
        ('people', '0012_spelt_otherwise'),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='CarePeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('started_on', models.DateField()),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('legal_status', models.CharField(blank=True, choices=[('C1', 'Interim care order'), ('C2', 'Full care order'), ('D1', 'Freeing order'), ('E1', 'Placement order'), ('V2', 'Section 20, single period'), ('V3', 'Short breaks, recorded by episode'), ('V4', 'Short breaks, recorded by agreement'), ('L1', 'Police protection'), ('L2', 'Emergency protection order'), ('L3', 'Child assessment order'), ('J1', 'Remanded'), ('J2', 'Detained under PACE'), ('J3', 'Youth rehabilitation order with residence')], max_length=2)),
                    ('category_of_need', models.CharField(blank=True, choices=[('N1', 'Abuse or neglect'), ('N2', "Child's disability"), ('N3', "Parent's illness or disability"), ('N4', 'Family in acute stress'), ('N5', 'Family dysfunction'), ('N6', 'Socially unacceptable behaviour'), ('N7', 'Low income'), ('N8', 'Absent parenting')], max_length=2)),
                ],
                options={
                    'ordering': ['-started_on'],
                },
            ),
            migrations.CreateModel(
                name='CaseEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('went_missing', 'Went missing'), ('returned', 'Came back'), ('interview_closed', 'Return home interview closed'), ('placement_moved', 'Moved placement'), ('harm_told', 'Told of harm'), ('level_changed', 'Level of risk changed'), ('arrested', 'Arrested'), ('turned_18', 'Turned 18'), ('died', 'Died')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('source_key', models.CharField(help_text='The record that it is about: `episode:17`.', max_length=60)),
                ],
                options={
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='Needs',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(blank=True, max_length=100, verbose_name='first language')),
                    ('needs_interpreter', models.BooleanField(blank=True, null=True, verbose_name='interpreter needed')),
                    ('communication', models.TextField(blank=True, verbose_name='how they communicate')),
                    ('learning', models.TextField(blank=True, verbose_name='learning needs')),
                    ('medication', models.TextField(blank=True)),
                    ('health', models.TextField(blank=True)),
                    ('how_to_approach', models.TextField(blank=True)),
                    ('needs_changed_at', models.DateTimeField(blank=True, null=True)),
                    ('height', models.CharField(blank=True, max_length=60)),
                    ('build', models.CharField(blank=True, max_length=100)),
                    ('hair', models.CharField(blank=True, max_length=100)),
                    ('eyes', models.CharField(blank=True, max_length=60)),
                    ('complexion', models.CharField(blank=True, max_length=100)),
                    ('marks', models.TextField(blank=True, verbose_name='scars, tattoos, glasses, piercings')),
                    ('usual_clothes', models.TextField(blank=True)),
                    ('description_changed_at', models.DateTimeField(blank=True, null=True)),
                    ('phones', models.CharField(blank=True, max_length=250, verbose_name='their own telephones')),
                    ('social_media', models.TextField(blank=True)),
                    ('places', models.TextField(blank=True, verbose_name='places where they go')),
                    ('travel_and_money', models.TextField(blank=True, verbose_name='how they travel and what money they have')),
                    ('reach_changed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'verbose_name_plural': 'needs',
                },
            ),
            migrations.CreateModel(
                name='OtherName',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=200)),
                    ('kind', models.CharField(choices=[('known_as', 'Known as'), ('former', 'Former name'), ('alias', 'Alias')], max_length=10)),
                    ('is_in_use', models.BooleanField(default=False, verbose_name='the name they use')),
                    ('started_on', models.DateField(blank=True, null=True, verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('search_text', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(models.F('name')), output_field=models.CharField(max_length=200))),
                    ('sounds', models.GeneratedField(db_persist=True, expression=people.sounds.Sounds(django.db.models.functions.text.Lower(models.F('name'))), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=201), size=None))),
                ],
                options={
                    'ordering': ['-is_in_use', 'name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='PersonAround',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('name', models.CharField(max_length=150)),
                    ('relation', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('step_parent', 'Step-parent'), ('sibling', 'Brother or sister'), ('grandparent', 'Grandparent'), ('family', 'Other family'), ('carer', 'Carer or key worker'), ('friend', 'Friend'), ('partner', 'Boyfriend, girlfriend or partner'), ('school', 'School or college'), ('professional', 'Professional'), ('concern', 'Believed to be a risk to them'), ('other', 'Somebody else')], max_length=20)),
                    ('has_parental_responsibility', models.BooleanField(blank=True, null=True, verbose_name='parental responsibility')),
                    ('phone', models.CharField(blank=True, max_length=100)),
                    ('address', models.CharField(blank=True, help_text='Where they may be found.', max_length=250)),
                    ('may_be_told', models.CharField(choices=[('yes', 'May be told'), ('not_the_address', 'May be told, but must not have the address'), ('no', 'Must not be told')], max_length=20)),
                    ('may_be_told_why', models.CharField(blank=True, max_length=500, verbose_name='why')),
                    ('may_be_told_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('note', models.TextField(blank=True)),
                    ('ended_on', models.DateField(blank=True, help_text='The last day that they were around.', null=True)),
                ],
                options={
                    'verbose_name': 'person around them',
                    'verbose_name_plural': 'people around them',
                    'ordering': ['name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='Placement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('started_on', models.DateField()),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('placement_type', models.CharField(choices=[('A3', 'Placed for adoption with current carer, by consent'), ('A4', 'Placed for adoption, not with current carer, by consent'), ('A5', 'Placed for adoption with current carer, by order'), ('A6', 'Placed for adoption, not with current carer, by order'), ('K1', "Secure children's home"), ('K2', "Children's home"), ('K3', 'Supported accommodation'), ('P1', 'With parents'), ('P3', 'Residential employment'), ('R1', 'Residential care home'), ('R2', 'NHS or other health establishment'), ('R3', 'Family centre or mother and baby unit'), ('R5', 'Young offender institution'), ('S1', 'Residential school'), ('T0', 'Temporary placement'), ('T1', 'Temporary stay in hospital'), ('T2', 'Temporary stay on holiday'), ('T3', 'Temporary stay while carer is on holiday'), ('T4', 'Temporary placement of seven days or less'), ('U1', 'Foster care with relative or friend, long-term'), ('U2', 'Foster care with relative or friend, fostering for adoption'), ('U3', 'Foster care with relative or friend'), ('U4', 'Foster care, long-term'), ('U5', 'Foster care, fostering for adoption'), ('U6', 'Foster care'), ('Z11', 'Other placement (Z11)'), ('Z12', 'Other placement (Z12)'), ('Z13', 'Other placement (Z13)'), ('Z14', 'Other placement (Z14)'), ('H5', 'Semi-independent living (before 2023)'), ('P2', 'Independent living (before 2023)'), ('Z1', 'Other placement (before 2025)')], max_length=3)),
                    ('provider', models.CharField(blank=True, choices=[('PR0', 'Parents or other person with parental responsibility'), ('PR1', 'Own local authority'), ('PR2', 'Other local authority'), ('PR3', 'Other public organisation'), ('PR4', 'Private provider'), ('PR5', 'Voluntary organisation')], max_length=3)),
                    ('provider_name', models.CharField(blank=True, max_length=150)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('local_authority', models.CharField(blank=True, max_length=100)),
                    ('distance_miles', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                    ('is_out_of_area', models.BooleanField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-started_on'],
                },
            ),
            migrations.CreateModel(
                name='SupportInPlace',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('agency', models.CharField(max_length=150)),
                    ('worker', models.CharField(blank=True, max_length=150)),
                    ('phone', models.CharField(blank=True, max_length=100)),
                    ('purpose', models.CharField(blank=True, max_length=250, verbose_name='what for')),
                    ('how_it_goes', models.TextField(blank=True)),
                    ('started_on', models.DateField(verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ],
                options={
                    'verbose_name_plural': 'support in place',
                    'ordering': ['-started_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='AccessGrant',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(blank=True, choices=[('social_worker', 'Social worker'), ('duty', 'Duty (emergency duty team, MASH)'), ('team_manager', 'Team manager'), ('returns_officer', 'Missing Returns Officer'), ('interviewer', 'Interviewer'), ('hub', 'Exploitation hub'), ('mace_chair', 'MACE chair'), ('reviewing_officer', 'Reviewing officer (IRO)'), ('auditor', 'Auditor'), ('service_manager', 'Service manager'), ('director', 'Director of children’s services'), ('analyst', 'Analyst'), ('data_manager', 'Data manager'), ('administrator', 'Administrator')], max_length=30)),
                    ('reason', models.CharField(choices=[('named', 'Named on a restricted record'), ('duty', 'Duty while missing and for 72 hours after'), ('by_reason', 'Duty, by a reason given'), ('interview', 'Given an interview'), ('audit', 'Auditing the record'), ('cover', 'Covering for a colleague')], max_length=20)),
                    ('source_key', models.CharField(help_text='What it was written for: `episode:17`.', max_length=60)),
                    ('starts_at', models.DateTimeField()),
                    ('until', models.DateTimeField(blank=True, null=True)),
                    ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='access_grants', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Death',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('died_on', models.DateField()),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_why', models.TextField(blank=True)),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('taken_back_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-recorded_at'],
                },
            ),
            migrations.CreateModel(
                name='IdentityLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('note', models.TextField(blank=True)),
                    ('linked_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_why', models.TextField(blank=True)),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('linked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-linked_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ImportRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=255)),
                    ('path', models.CharField(blank=True, max_length=500)),
                    ('state', models.CharField(choices=[('checking', 'Waiting to be checked'), ('checked', 'Checked, not yet taken in'), ('waiting', 'Waiting to be taken in'), ('running', 'Being taken in'), ('done', 'Taken in'), ('stopped', 'Stopped before its end'), ('given_up', 'Given up'), ('unusable', 'Cannot be used')], max_length=10)),
                    ('is_dry_run', models.BooleanField(default=False)),
                    ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('counts', models.JSONField(default=list, help_text='By file: read, added, changed, unchanged, rejected.')),
                    ('notes', models.JSONField(default=list, help_text='What was said on the way: teams made, unknown columns.')),
                    ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='imports', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-started_at'],
                },
            ),
            migrations.CreateModel(
                name='CourtOrder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('kind', models.CharField(choices=[('arrangements', 'Child arrangements order'), ('prohibited_steps', 'Prohibited steps order'), ('specific_issue', 'Specific issue order'), ('guardianship', 'Special guardianship order'), ('non_molestation', 'Non-molestation order'), ('restraining', 'Restraining order'), ('recovery', 'Recovery order'), ('abduction_notice', 'Child abduction warning notice'), ('risk_order', 'Sexual risk or harm prevention order'), ('liberty', 'Deprivation of liberty order'), ('bail', 'Bail or curfew conditions'), ('other', 'Another order')], max_length=20)),
                    ('about_name', models.CharField(blank=True, max_length=150, verbose_name='about')),
                    ('forbids', models.TextField(verbose_name='what it says')),
                    ('made_by', models.CharField(blank=True, max_length=150, verbose_name='court and number')),
                    ('started_on', models.DateField(verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='court_orders', to='people.personaround')),
                ],
                options={
                    'ordering': ['-started_on', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='Photograph',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('image', models.BinaryField()),
                    ('content_type', models.CharField(max_length=20)),
                    ('width', models.PositiveIntegerField()),
                    ('height', models.PositiveIntegerField()),
                    ('fingerprint', models.CharField(help_text='SHA-256 of the image: its address changes with it.', max_length=64)),
                    ('taken_on', models.DateField(blank=True, null=True)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='RecordMerge',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('merged_at', models.DateTimeField()),
                    ('reason', models.TextField()),
                    ('moved', models.JSONField(default=dict)),
                    ('changed', models.JSONField(default=dict)),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_why', models.TextField(blank=True)),
                    ('aside', models.JSONField(default=dict)),
                    ('swapped', models.JSONField(default=dict)),
                    ('settled', models.JSONField(default=dict)),
                    ('names_ended', models.JSONField(default=list, help_text='Grants of people who were named on one of the two alone.')),
                    ('merged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-merged_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='RecordOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.TextField()),
                    ('opened_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records_opened', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-opened_at'],
                },
            ),
            migrations.CreateModel(
                name='RejectedRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.CharField(max_length=255)),
                    ('line', models.PositiveIntegerField()),
                    ('column', models.TextField(blank=True, help_text='The columns at fault.')),
                    ('message', models.TextField()),
                    ('values', models.JSONField(default=dict)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rejected_rows', to='people.importrun')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='YoungPerson',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=40)),
                    ('first_name', models.CharField(max_length=100)),
                    ('last_name', models.CharField(max_length=100)),
                    ('date_of_birth', models.DateField()),
                    ('birthday_is', models.CharField(blank=True, choices=[('estimated', 'Estimated'), ('disputed', 'Disputed')], db_default='', default='', max_length=10, verbose_name='date of birth is')),
                    ('birthday_note', models.CharField(blank=True, db_default='', default='', max_length=250, verbose_name='birthday note')),
                    ('sex', models.CharField(blank=True, choices=[('M', 'Male'), ('F', 'Female'), ('U', 'Not known')], max_length=1)),
                    ('ethnicity', models.CharField(blank=True, choices=[('WBRI', 'White British'), ('WIRI', 'White Irish'), ('WOTH', 'Any other White background'), ('WIRT', 'Traveller of Irish heritage'), ('WROM', 'Gypsy or Roma'), ('MWBC', 'White and Black Caribbean'), ('MWBA', 'White and Black African'), ('MWAS', 'White and Asian'), ('MOTH', 'Any other mixed background'), ('AIND', 'Indian'), ('APKN', 'Pakistani'), ('ABAN', 'Bangladeshi'), ('AOTH', 'Any other Asian background'), ('BCRB', 'Caribbean'), ('BAFR', 'African'), ('BOTH', 'Any other Black background'), ('CHNE', 'Chinese'), ('OOTH', 'Any other ethnic group'), ('REFU', 'Prefers not to say'), ('NOBT', 'Not yet obtained')], max_length=4)),
                    ('home_postcode', models.CharField(blank=True, max_length=10)),
                    ('kind_of_record', models.CharField(choices=[('looked_after', 'Looked after by us'), ('at_home', 'Lives at home or with family'), ('other_council', 'Placed here by another council'), ('care_leaver', 'Care leaver'), ('adult_at_risk', 'Adult at risk')], default='at_home', max_length=20, verbose_name='on record as')),
                    ('responsible_authority', models.CharField(blank=True, help_text='The council that looks after them. Leave empty when it is ours.', max_length=100)),
                    ('is_restricted', models.BooleanField(default=False)),
                    ('died_on', models.DateField(blank=True, help_text='From then on nothing is offered, told or chased.', null=True)),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('search_text', models.GeneratedField(db_persist=True, expression=django.db.models.functions.text.Lower(django.db.models.functions.text.Concat(models.F('first_name'), models.Value(' '), models.F('last_name'))), output_field=models.CharField(max_length=201))),
                    ('sounds', models.GeneratedField(db_persist=True, expression=people.sounds.Sounds(django.db.models.functions.text.Lower(django.db.models.functions.text.Concat(models.F('first_name'), models.Value(' '), models.F('last_name')))), output_field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=201), size=None))),
                    ('merged_into', models.ForeignKey(blank=True, help_text="The record of the same young person that stands; this one's reference goes on finding it.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='people.youngperson')),
                    ('reviewing_officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='young_people_reviewed', to=settings.AUTH_USER_MODEL)),
                    ('social_worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='young_people', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='young_people', to='accounts.team')),
                ],
                options={
                    'ordering': ['last_name', 'first_name', 'pk'],
                },
            ),
            migrations.CreateModel(
                name='SupportInPlaceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('agency', models.CharField(max_length=150)),
                    ('worker', models.CharField(blank=True, max_length=150)),
                    ('phone', models.CharField(blank=True, max_length=100)),
                    ('purpose', models.CharField(blank=True, max_length=250, verbose_name='what for')),
                    ('how_it_goes', models.TextField(blank=True)),
                    ('started_on', models.DateField(verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.supportinplace')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='supportinplace',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='support', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='RecordOpeningEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reason', models.TextField()),
                    ('opened_at', models.DateTimeField()),
                    ('until', models.DateTimeField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.recordopening')),
                    ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='recordopening',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='RecordMergeEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('merged_at', models.DateTimeField()),
                    ('reason', models.TextField()),
                    ('undone_at', models.DateTimeField(blank=True, null=True)),
                    ('undone_why', models.TextField(blank=True)),
                    ('aside', models.JSONField(default=dict)),
                    ('swapped', models.JSONField(default=dict)),
                    ('settled', models.JSONField(default=dict)),
                    ('names_ended', models.JSONField(default=list, help_text='Grants of people who were named on one of the two alone.')),
                    ('merged_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.recordmerge')),
                    ('undone_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('kept', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                    ('merged', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='recordmerge',
                name='kept',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='recordmerge',
                name='merged',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='ReadLog',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('page', models.CharField(max_length=80)),
                    ('address', models.GenericIPAddressField(null=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reads', to=settings.AUTH_USER_MODEL)),
                    ('young_person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reads', to='people.youngperson')),
                ],
            ),
            migrations.CreateModel(
                name='PlacementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('started_on', models.DateField()),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('placement_type', models.CharField(choices=[('A3', 'Placed for adoption with current carer, by consent'), ('A4', 'Placed for adoption, not with current carer, by consent'), ('A5', 'Placed for adoption with current carer, by order'), ('A6', 'Placed for adoption, not with current carer, by order'), ('K1', "Secure children's home"), ('K2', "Children's home"), ('K3', 'Supported accommodation'), ('P1', 'With parents'), ('P3', 'Residential employment'), ('R1', 'Residential care home'), ('R2', 'NHS or other health establishment'), ('R3', 'Family centre or mother and baby unit'), ('R5', 'Young offender institution'), ('S1', 'Residential school'), ('T0', 'Temporary placement'), ('T1', 'Temporary stay in hospital'), ('T2', 'Temporary stay on holiday'), ('T3', 'Temporary stay while carer is on holiday'), ('T4', 'Temporary placement of seven days or less'), ('U1', 'Foster care with relative or friend, long-term'), ('U2', 'Foster care with relative or friend, fostering for adoption'), ('U3', 'Foster care with relative or friend'), ('U4', 'Foster care, long-term'), ('U5', 'Foster care, fostering for adoption'), ('U6', 'Foster care'), ('Z11', 'Other placement (Z11)'), ('Z12', 'Other placement (Z12)'), ('Z13', 'Other placement (Z13)'), ('Z14', 'Other placement (Z14)'), ('H5', 'Semi-independent living (before 2023)'), ('P2', 'Independent living (before 2023)'), ('Z1', 'Other placement (before 2025)')], max_length=3)),
                    ('provider', models.CharField(blank=True, choices=[('PR0', 'Parents or other person with parental responsibility'), ('PR1', 'Own local authority'), ('PR2', 'Other local authority'), ('PR3', 'Other public organisation'), ('PR4', 'Private provider'), ('PR5', 'Voluntary organisation')], max_length=3)),
                    ('provider_name', models.CharField(blank=True, max_length=150)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('local_authority', models.CharField(blank=True, max_length=100)),
                    ('distance_miles', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                    ('is_out_of_area', models.BooleanField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.placement')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='placement',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='PhotographEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('content_type', models.CharField(max_length=20)),
                    ('width', models.PositiveIntegerField()),
                    ('height', models.PositiveIntegerField()),
                    ('fingerprint', models.CharField(help_text='SHA-256 of the image: its address changes with it.', max_length=64)),
                    ('taken_on', models.DateField(blank=True, null=True)),
                    ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                    ('added_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.photograph')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='photograph',
                name='young_person',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='photograph', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='PersonAroundEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=150)),
                    ('relation', models.CharField(choices=[('mother', 'Mother'), ('father', 'Father'), ('step_parent', 'Step-parent'), ('sibling', 'Brother or sister'), ('grandparent', 'Grandparent'), ('family', 'Other family'), ('carer', 'Carer or key worker'), ('friend', 'Friend'), ('partner', 'Boyfriend, girlfriend or partner'), ('school', 'School or college'), ('professional', 'Professional'), ('concern', 'Believed to be a risk to them'), ('other', 'Somebody else')], max_length=20)),
                    ('has_parental_responsibility', models.BooleanField(blank=True, null=True, verbose_name='parental responsibility')),
                    ('phone', models.CharField(blank=True, max_length=100)),
                    ('address', models.CharField(blank=True, help_text='Where they may be found.', max_length=250)),
                    ('may_be_told', models.CharField(choices=[('yes', 'May be told'), ('not_the_address', 'May be told, but must not have the address'), ('no', 'Must not be told')], max_length=20)),
                    ('may_be_told_why', models.CharField(blank=True, max_length=500, verbose_name='why')),
                    ('may_be_told_until', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('note', models.TextField(blank=True)),
                    ('ended_on', models.DateField(blank=True, help_text='The last day that they were around.', null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.personaround')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='personaround',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people_around', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='OtherNameEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(max_length=200)),
                    ('kind', models.CharField(choices=[('known_as', 'Known as'), ('former', 'Former name'), ('alias', 'Alias')], max_length=10)),
                    ('is_in_use', models.BooleanField(default=False, verbose_name='the name they use')),
                    ('started_on', models.DateField(blank=True, null=True, verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.othername')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='othername',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='other_names', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='NeedsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('language', models.CharField(blank=True, max_length=100, verbose_name='first language')),
                    ('needs_interpreter', models.BooleanField(blank=True, null=True, verbose_name='interpreter needed')),
                    ('communication', models.TextField(blank=True, verbose_name='how they communicate')),
                    ('learning', models.TextField(blank=True, verbose_name='learning needs')),
                    ('medication', models.TextField(blank=True)),
                    ('health', models.TextField(blank=True)),
                    ('how_to_approach', models.TextField(blank=True)),
                    ('height', models.CharField(blank=True, max_length=60)),
                    ('build', models.CharField(blank=True, max_length=100)),
                    ('hair', models.CharField(blank=True, max_length=100)),
                    ('eyes', models.CharField(blank=True, max_length=60)),
                    ('complexion', models.CharField(blank=True, max_length=100)),
                    ('marks', models.TextField(blank=True, verbose_name='scars, tattoos, glasses, piercings')),
                    ('usual_clothes', models.TextField(blank=True)),
                    ('phones', models.CharField(blank=True, max_length=250, verbose_name='their own telephones')),
                    ('social_media', models.TextField(blank=True)),
                    ('places', models.TextField(blank=True, verbose_name='places where they go')),
                    ('travel_and_money', models.TextField(blank=True, verbose_name='how they travel and what money they have')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.needs')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='needs',
                name='young_person',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='IdentityLinkEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('note', models.TextField(blank=True)),
                    ('linked_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_why', models.TextField(blank=True)),
                    ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('linked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.identitylink')),
                    ('new', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                    ('old', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='identitylink',
                name='new',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.youngperson'),
            ),
            migrations.AddField(
                model_name='identitylink',
                name='old',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='DeathEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('died_on', models.DateField()),
                    ('note', models.TextField(blank=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('taken_back_at', models.DateTimeField(blank=True, null=True)),
                    ('taken_back_why', models.TextField(blank=True)),
                    ('by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.death')),
                    ('taken_back_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='death',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deaths', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='CourtOrderEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('arrangements', 'Child arrangements order'), ('prohibited_steps', 'Prohibited steps order'), ('specific_issue', 'Specific issue order'), ('guardianship', 'Special guardianship order'), ('non_molestation', 'Non-molestation order'), ('restraining', 'Restraining order'), ('recovery', 'Recovery order'), ('abduction_notice', 'Child abduction warning notice'), ('risk_order', 'Sexual risk or harm prevention order'), ('liberty', 'Deprivation of liberty order'), ('bail', 'Bail or curfew conditions'), ('other', 'Another order')], max_length=20)),
                    ('about_name', models.CharField(blank=True, max_length=150, verbose_name='about')),
                    ('forbids', models.TextField(verbose_name='what it says')),
                    ('made_by', models.CharField(blank=True, max_length=150, verbose_name='court and number')),
                    ('started_on', models.DateField(verbose_name='from')),
                    ('ended_on', models.DateField(blank=True, null=True, verbose_name='until')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.courtorder')),
                    ('about', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.personaround')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='courtorder',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='court_orders', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='CaseEventEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('kind', models.CharField(choices=[('went_missing', 'Went missing'), ('returned', 'Came back'), ('interview_closed', 'Return home interview closed'), ('placement_moved', 'Moved placement'), ('harm_told', 'Told of harm'), ('level_changed', 'Level of risk changed'), ('arrested', 'Arrested'), ('turned_18', 'Turned 18'), ('died', 'Died')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('source_key', models.CharField(help_text='The record that it is about: `episode:17`.', max_length=60)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.caseevent')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='caseevent',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='case_events', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='CarePeriodEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('started_on', models.DateField()),
                    ('ended_on', models.DateField(blank=True, null=True)),
                    ('legal_status', models.CharField(blank=True, choices=[('C1', 'Interim care order'), ('C2', 'Full care order'), ('D1', 'Freeing order'), ('E1', 'Placement order'), ('V2', 'Section 20, single period'), ('V3', 'Short breaks, recorded by episode'), ('V4', 'Short breaks, recorded by agreement'), ('L1', 'Police protection'), ('L2', 'Emergency protection order'), ('L3', 'Child assessment order'), ('J1', 'Remanded'), ('J2', 'Detained under PACE'), ('J3', 'Youth rehabilitation order with residence')], max_length=2)),
                    ('category_of_need', models.CharField(blank=True, choices=[('N1', 'Abuse or neglect'), ('N2', "Child's disability"), ('N3', "Parent's illness or disability"), ('N4', 'Family in acute stress'), ('N5', 'Family dysfunction'), ('N6', 'Socially unacceptable behaviour'), ('N7', 'Low income'), ('N8', 'Absent parenting')], max_length=2)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.careperiod')),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='careperiod',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='care_periods', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='AccessGrantEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('role', models.CharField(blank=True, choices=[('social_worker', 'Social worker'), ('duty', 'Duty (emergency duty team, MASH)'), ('team_manager', 'Team manager'), ('returns_officer', 'Missing Returns Officer'), ('interviewer', 'Interviewer'), ('hub', 'Exploitation hub'), ('mace_chair', 'MACE chair'), ('reviewing_officer', 'Reviewing officer (IRO)'), ('auditor', 'Auditor'), ('service_manager', 'Service manager'), ('director', 'Director of children’s services'), ('analyst', 'Analyst'), ('data_manager', 'Data manager'), ('administrator', 'Administrator')], max_length=30)),
                    ('reason', models.CharField(choices=[('named', 'Named on a restricted record'), ('duty', 'Duty while missing and for 72 hours after'), ('by_reason', 'Duty, by a reason given'), ('interview', 'Given an interview'), ('audit', 'Auditing the record'), ('cover', 'Covering for a colleague')], max_length=20)),
                    ('source_key', models.CharField(help_text='What it was written for: `episode:17`.', max_length=60)),
                    ('starts_at', models.DateTimeField()),
                    ('until', models.DateTimeField(blank=True, null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.accessgrant')),
                    ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('young_person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddField(
                model_name='accessgrant',
                name='young_person',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_grants', to='people.youngperson'),
            ),
            migrations.CreateModel(
                name='YoungPersonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=40)),
                    ('first_name', models.CharField(max_length=100)),
                    ('last_name', models.CharField(max_length=100)),
                    ('date_of_birth', models.DateField()),
                    ('birthday_is', models.CharField(blank=True, choices=[('estimated', 'Estimated'), ('disputed', 'Disputed')], db_default='', default='', max_length=10, verbose_name='date of birth is')),
                    ('birthday_note', models.CharField(blank=True, db_default='', default='', max_length=250, verbose_name='birthday note')),
                    ('sex', models.CharField(blank=True, choices=[('M', 'Male'), ('F', 'Female'), ('U', 'Not known')], max_length=1)),
                    ('ethnicity', models.CharField(blank=True, choices=[('WBRI', 'White British'), ('WIRI', 'White Irish'), ('WOTH', 'Any other White background'), ('WIRT', 'Traveller of Irish heritage'), ('WROM', 'Gypsy or Roma'), ('MWBC', 'White and Black Caribbean'), ('MWBA', 'White and Black African'), ('MWAS', 'White and Asian'), ('MOTH', 'Any other mixed background'), ('AIND', 'Indian'), ('APKN', 'Pakistani'), ('ABAN', 'Bangladeshi'), ('AOTH', 'Any other Asian background'), ('BCRB', 'Caribbean'), ('BAFR', 'African'), ('BOTH', 'Any other Black background'), ('CHNE', 'Chinese'), ('OOTH', 'Any other ethnic group'), ('REFU', 'Prefers not to say'), ('NOBT', 'Not yet obtained')], max_length=4)),
                    ('home_postcode', models.CharField(blank=True, max_length=10)),
                    ('kind_of_record', models.CharField(choices=[('looked_after', 'Looked after by us'), ('at_home', 'Lives at home or with family'), ('other_council', 'Placed here by another council'), ('care_leaver', 'Care leaver'), ('adult_at_risk', 'Adult at risk')], default='at_home', max_length=20, verbose_name='on record as')),
                    ('responsible_authority', models.CharField(blank=True, help_text='The council that looks after them. Leave empty when it is ours.', max_length=100)),
                    ('is_restricted', models.BooleanField(default=False)),
                    ('died_on', models.DateField(blank=True, help_text='From then on nothing is offered, told or chased.', null=True)),
                    ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                    ('merged_into', models.ForeignKey(blank=True, db_constraint=False, help_text="The record of the same young person that stands; this one's reference goes on finding it.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='people.youngperson')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='people.youngperson')),
                    ('reviewing_officer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('social_worker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.team')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), name='gin_trgm_ops'), name='young_person_by_name'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=django.contrib.postgres.indexes.GinIndex(fields=['sounds'], name='young_person_by_sound'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper('reference'), name='text_pattern_ops'), name='young_person_by_reference'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=models.Index(fields=['date_of_birth'], name='young_person_by_birthday'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=models.Index(condition=models.Q(('kind_of_record', 'other_council')), fields=['id'], name='young_person_of_another'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=models.Index(condition=models.Q(('died_on__isnull', True), ('merged_into__isnull', True), ('social_worker__isnull', True)), fields=['team'], name='young_person_without_worker'),
            ),
            migrations.AddIndex(
                model_name='youngperson',
                index=models.Index(condition=models.Q(('died_on__isnull', False)), fields=['id'], name='young_person_died'),
            ),
            migrations.AddConstraint(
                model_name='youngperson',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Upper('reference'), name='young_person_reference_once', violation_error_message='There is a young person with that reference already.'),
            ),
            migrations.AddConstraint(
                model_name='youngperson',
                constraint=models.CheckConstraint(condition=models.Q(('reference', ''), _negated=True), name='young_person_has_a_reference'),
            ),
            migrations.AddConstraint(
                model_name='youngperson',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind_of_record', 'other_council'), models.Q(('responsible_authority', ''), _negated=True)), models.Q(models.Q(('kind_of_record', 'other_council'), _negated=True), ('responsible_authority', '')), _connector='OR'), name='another_councils_young_person_says_whose', violation_error_message='Write which council looks after them.'),
            ),
            migrations.AddConstraint(
                model_name='youngperson',
                constraint=models.CheckConstraint(condition=models.Q(('died_on__isnull', True), ('died_on__gte', models.F('date_of_birth')), _connector='OR'), name='died_after_birth'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='youngperson',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_youngpersonevent" ("birthday_is", "birthday_note", "date_of_birth", "died_on", "ethnicity", "first_name", "home_postcode", "id", "is_restricted", "kind_of_record", "last_name", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reference", "responsible_authority", "reviewing_officer_id", "sex", "social_worker_id", "team_id") SELECT new_values."birthday_is", new_values."birthday_note", new_values."date_of_birth", new_values."died_on", new_values."ethnicity", new_values."first_name", new_values."home_postcode", new_values."id", new_values."is_restricted", new_values."kind_of_record", new_values."last_name", new_values."merged_into_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."reference", new_values."responsible_authority", new_values."reviewing_officer_id", new_values."sex", new_values."social_worker_id", new_values."team_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='aba30888a814eb89b3bcc5ec4dfc1c38dc5d7c4d', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_922f7', referencing='REFERENCING NEW TABLE AS new_values ', table='people_youngperson', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='youngperson',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_youngpersonevent" ("birthday_is", "birthday_note", "date_of_birth", "died_on", "ethnicity", "first_name", "home_postcode", "id", "is_restricted", "kind_of_record", "last_name", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reference", "responsible_authority", "reviewing_officer_id", "sex", "social_worker_id", "team_id") SELECT new_values."birthday_is", new_values."birthday_note", new_values."date_of_birth", new_values."died_on", new_values."ethnicity", new_values."first_name", new_values."home_postcode", new_values."id", new_values."is_restricted", new_values."kind_of_record", new_values."last_name", new_values."merged_into_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."reference", new_values."responsible_authority", new_values."reviewing_officer_id", new_values."sex", new_values."social_worker_id", new_values."team_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."birthday_is" IS DISTINCT FROM (new_values."birthday_is") OR old_values."birthday_note" IS DISTINCT FROM (new_values."birthday_note") OR old_values."date_of_birth" IS DISTINCT FROM (new_values."date_of_birth") OR old_values."died_on" IS DISTINCT FROM (new_values."died_on") OR old_values."ethnicity" IS DISTINCT FROM (new_values."ethnicity") OR old_values."first_name" IS DISTINCT FROM (new_values."first_name") OR old_values."home_postcode" IS DISTINCT FROM (new_values."home_postcode") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_restricted" IS DISTINCT FROM (new_values."is_restricted") OR old_values."kind_of_record" IS DISTINCT FROM (new_values."kind_of_record") OR old_values."last_name" IS DISTINCT FROM (new_values."last_name") OR old_values."merged_into_id" IS DISTINCT FROM (new_values."merged_into_id") OR old_values."recorded_at" IS DISTINCT FROM (new_values."recorded_at") OR old_values."reference" IS DISTINCT FROM (new_values."reference") OR old_values."responsible_authority" IS DISTINCT FROM (new_values."responsible_authority") OR old_values."reviewing_officer_id" IS DISTINCT FROM (new_values."reviewing_officer_id") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."social_worker_id" IS DISTINCT FROM (new_values."social_worker_id") OR old_values."team_id" IS DISTINCT FROM (new_values."team_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7258a59a4a8c9659b81328433707a2cb81097a03', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_10f7c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_youngperson', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='youngperson',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_youngpersonevent" ("birthday_is", "birthday_note", "date_of_birth", "died_on", "ethnicity", "first_name", "home_postcode", "id", "is_restricted", "kind_of_record", "last_name", "merged_into_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "reference", "responsible_authority", "reviewing_officer_id", "sex", "social_worker_id", "team_id") SELECT old_values."birthday_is", old_values."birthday_note", old_values."date_of_birth", old_values."died_on", old_values."ethnicity", old_values."first_name", old_values."home_postcode", old_values."id", old_values."is_restricted", old_values."kind_of_record", old_values."last_name", old_values."merged_into_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."reference", old_values."responsible_authority", old_values."reviewing_officer_id", old_values."sex", old_values."social_worker_id", old_values."team_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='62decfdf2ca793057d40aa7d8824d7ff5ea42186', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_83533', referencing='REFERENCING OLD TABLE AS old_values ', table='people_youngperson', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supportinplaceevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='78ee6c1299632cffb46c026b68e16a0949d2e3c4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d5425', table='people_supportinplaceevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='supportinplace',
                constraint=models.CheckConstraint(condition=models.Q(('agency', ''), _negated=True), name='support_has_an_agency'),
            ),
            migrations.AddConstraint(
                model_name='supportinplace',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='support_ends_after_it_starts'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supportinplace',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_supportinplaceevent" ("agency", "ended_on", "how_it_goes", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "started_on", "worker", "young_person_id") SELECT new_values."agency", new_values."ended_on", new_values."how_it_goes", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."purpose", new_values."started_on", new_values."worker", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9ad254ea4c3781f9a181e5891e66e991f08f016e', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5592e', referencing='REFERENCING NEW TABLE AS new_values ', table='people_supportinplace', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supportinplace',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_supportinplaceevent" ("agency", "ended_on", "how_it_goes", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "started_on", "worker", "young_person_id") SELECT new_values."agency", new_values."ended_on", new_values."how_it_goes", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."purpose", new_values."started_on", new_values."worker", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."agency" IS DISTINCT FROM (new_values."agency") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."how_it_goes" IS DISTINCT FROM (new_values."how_it_goes") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."purpose" IS DISTINCT FROM (new_values."purpose") OR old_values."started_on" IS DISTINCT FROM (new_values."started_on") OR old_values."worker" IS DISTINCT FROM (new_values."worker") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='995e4ff2b35e5e54a6a6e153f8becfabc097c321', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e07ce', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_supportinplace', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supportinplace',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_supportinplaceevent" ("agency", "ended_on", "how_it_goes", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "purpose", "started_on", "worker", "young_person_id") SELECT old_values."agency", old_values."ended_on", old_values."how_it_goes", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."purpose", old_values."started_on", old_values."worker", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='8f396aa85a9cf9c06e471e1f15d7f3873b29f4c9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_72403', referencing='REFERENCING OLD TABLE AS old_values ', table='people_supportinplace', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordopeningevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='22f14d3c7f0f2afc5315c6f19788744227e2197d', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_07486', table='people_recordopeningevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='recordopening',
                index=models.Index(fields=['young_person', '-opened_at'], name='openings_of_a_young_person'),
            ),
            migrations.AddIndex(
                model_name='recordopening',
                index=models.Index(fields=['opened_at'], name='openings_by_time'),
            ),
            migrations.AddConstraint(
                model_name='recordopening',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='record_opening_has_a_reason'),
            ),
            migrations.AddConstraint(
                model_name='recordopening',
                constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('opened_at'))), name='record_opening_ends_later'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordopening',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordopeningevent" ("id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id", "young_person_id") SELECT new_values."id", new_values."opened_at", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."until", new_values."user_id", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3565c7a054d733116f099756b7635e973b449741', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0df02', referencing='REFERENCING NEW TABLE AS new_values ', table='people_recordopening', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordopening',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordopeningevent" ("id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id", "young_person_id") SELECT new_values."id", new_values."opened_at", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."until", new_values."user_id", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='16ca7f345041d0fa205f04215258727e5f4a77b6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_dcc76', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_recordopening', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordopening',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordopeningevent" ("id", "opened_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "until", "user_id", "young_person_id") SELECT old_values."id", old_values."opened_at", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."until", old_values."user_id", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='e2d5b5aa3f9ff70802a924b6acf4bacd519bf2be', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_7c42c', referencing='REFERENCING OLD TABLE AS old_values ', table='people_recordopening', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordmergeevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='979b5334646a5778d1e3e09ef8eac9b730ab7758', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9a3eb', table='people_recordmergeevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='recordmerge',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at__isnull', True), ('undone_by__isnull', True), ('undone_why', '')), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undone_why', ''), _negated=True)), _connector='OR'), name='record_merge_undone_says_who_and_why'),
            ),
            migrations.AddConstraint(
                model_name='recordmerge',
                constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='record_merge_says_why'),
            ),
            migrations.AddConstraint(
                model_name='recordmerge',
                constraint=models.CheckConstraint(condition=models.Q(('kept', models.F('merged')), _negated=True), name='record_merge_is_of_two'),
            ),
            migrations.AddConstraint(
                model_name='recordmerge',
                constraint=models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('merged',), name='record_is_merged_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordmerge',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordmergeevent" ("aside", "id", "kept_id", "merged_at", "merged_by_id", "merged_id", "names_ended", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled", "swapped", "undone_at", "undone_by_id", "undone_why") SELECT new_values."aside", new_values."id", new_values."kept_id", new_values."merged_at", new_values."merged_by_id", new_values."merged_id", new_values."names_ended", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."settled", new_values."swapped", new_values."undone_at", new_values."undone_by_id", new_values."undone_why" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='96ee11814bfa4060beb4a14987ffbfe706fbe382', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_32314', referencing='REFERENCING NEW TABLE AS new_values ', table='people_recordmerge', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordmerge',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordmergeevent" ("aside", "id", "kept_id", "merged_at", "merged_by_id", "merged_id", "names_ended", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled", "swapped", "undone_at", "undone_by_id", "undone_why") SELECT new_values."aside", new_values."id", new_values."kept_id", new_values."merged_at", new_values."merged_by_id", new_values."merged_id", new_values."names_ended", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."settled", new_values."swapped", new_values."undone_at", new_values."undone_by_id", new_values."undone_why" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."aside" IS DISTINCT FROM (new_values."aside") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kept_id" IS DISTINCT FROM (new_values."kept_id") OR old_values."merged_id" IS DISTINCT FROM (new_values."merged_id") OR old_values."merged_at" IS DISTINCT FROM (new_values."merged_at") OR old_values."merged_by_id" IS DISTINCT FROM (new_values."merged_by_id") OR old_values."names_ended" IS DISTINCT FROM (new_values."names_ended") OR old_values."reason" IS DISTINCT FROM (new_values."reason") OR old_values."settled" IS DISTINCT FROM (new_values."settled") OR old_values."swapped" IS DISTINCT FROM (new_values."swapped") OR old_values."undone_at" IS DISTINCT FROM (new_values."undone_at") OR old_values."undone_by_id" IS DISTINCT FROM (new_values."undone_by_id") OR old_values."undone_why" IS DISTINCT FROM (new_values."undone_why")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fddff08ed0f8b013b233c90e2085743611c749a8', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0f9aa', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_recordmerge', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordmerge',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_recordmergeevent" ("aside", "id", "kept_id", "merged_at", "merged_by_id", "merged_id", "names_ended", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "settled", "swapped", "undone_at", "undone_by_id", "undone_why") SELECT old_values."aside", old_values."id", old_values."kept_id", old_values."merged_at", old_values."merged_by_id", old_values."merged_id", old_values."names_ended", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."settled", old_values."swapped", old_values."undone_at", old_values."undone_by_id", old_values."undone_why" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='1ce732e1c1a5e11fb1565881d05c6ea9cb376d4a', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_11445', referencing='REFERENCING OLD TABLE AS old_values ', table='people_recordmerge', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='readlog',
                index=models.Index(fields=['young_person', '-at'], name='reads_of_a_young_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placementevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='53507acecd8eeb416cf6b8c5a17eeb829c9c0f3a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_1813b', table='people_placementevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='placement',
                index=models.Index(condition=models.Q(('postcode', ''), _negated=True), fields=['postcode'], name='placement_by_postcode'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.UniqueConstraint(fields=('young_person', 'started_on'), name='placement_once_a_day', violation_error_message='A placement that starts on that day is on record already.'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='placement_ends_after_it_starts', violation_error_message='The end cannot be before the start.'),
            ),
            migrations.AddConstraint(
                model_name='placement',
                constraint=models.CheckConstraint(condition=models.Q(('distance_miles__isnull', True), ('distance_miles__gte', 0), _connector='OR'), name='placement_is_not_nearer_than_near'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_placementevent" ("distance_miles", "ended_on", "id", "is_out_of_area", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_type", "postcode", "provider", "provider_name", "started_on", "young_person_id") SELECT new_values."distance_miles", new_values."ended_on", new_values."id", new_values."is_out_of_area", new_values."local_authority", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."placement_type", new_values."postcode", new_values."provider", new_values."provider_name", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='f2aeff16fc0174cd2b1a5ef0c657337c4e179515', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_16704', referencing='REFERENCING NEW TABLE AS new_values ', table='people_placement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_placementevent" ("distance_miles", "ended_on", "id", "is_out_of_area", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_type", "postcode", "provider", "provider_name", "started_on", "young_person_id") SELECT new_values."distance_miles", new_values."ended_on", new_values."id", new_values."is_out_of_area", new_values."local_authority", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."placement_type", new_values."postcode", new_values."provider", new_values."provider_name", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2ebd8e238245357d00abd0a11dc56389c90e826e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_f431c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_placement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='placement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_placementevent" ("distance_miles", "ended_on", "id", "is_out_of_area", "local_authority", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_type", "postcode", "provider", "provider_name", "started_on", "young_person_id") SELECT old_values."distance_miles", old_values."ended_on", old_values."id", old_values."is_out_of_area", old_values."local_authority", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."placement_type", old_values."postcode", old_values."provider", old_values."provider_name", old_values."started_on", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b1d01de3bc653263c02f00046470e4df05aee543', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_4688f', referencing='REFERENCING OLD TABLE AS old_values ', table='people_placement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='photographevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2e2bba47bdab7f6c0ac3e96e018c00fa6ddba042', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_11b6d', table='people_photographevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='photograph',
                constraint=models.CheckConstraint(condition=models.Q(('content_type__in', ['image/jpeg', 'image/png'])), name='photograph_is_jpeg_or_png'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='photograph',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_photographevent" ("added_at", "added_by_id", "content_type", "fingerprint", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_on", "width", "young_person_id") SELECT new_values."added_at", new_values."added_by_id", new_values."content_type", new_values."fingerprint", new_values."height", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."taken_on", new_values."width", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='b1d23025f43858d5e6b2cad438e0981c1f1c0de2', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_38160', referencing='REFERENCING NEW TABLE AS new_values ', table='people_photograph', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='photograph',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_photographevent" ("added_at", "added_by_id", "content_type", "fingerprint", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_on", "width", "young_person_id") SELECT new_values."added_at", new_values."added_by_id", new_values."content_type", new_values."fingerprint", new_values."height", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."taken_on", new_values."width", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."added_at" IS DISTINCT FROM (new_values."added_at") OR old_values."added_by_id" IS DISTINCT FROM (new_values."added_by_id") OR old_values."content_type" IS DISTINCT FROM (new_values."content_type") OR old_values."fingerprint" IS DISTINCT FROM (new_values."fingerprint") OR old_values."height" IS DISTINCT FROM (new_values."height") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."taken_on" IS DISTINCT FROM (new_values."taken_on") OR old_values."width" IS DISTINCT FROM (new_values."width") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='49a89cc9492d998bb2bb3cdd9e532c63c466c0c7', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_44fe2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_photograph', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='photograph',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_photographevent" ("added_at", "added_by_id", "content_type", "fingerprint", "height", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "taken_on", "width", "young_person_id") SELECT old_values."added_at", old_values."added_by_id", old_values."content_type", old_values."fingerprint", old_values."height", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."taken_on", old_values."width", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='a3270d02dee46d6aeda42ad4eee56022ad2d0202', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_e8e5d', referencing='REFERENCING OLD TABLE AS old_values ', table='people_photograph', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personaroundevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b4befee1e35d2f60b52a2a84aa0cbe02806d9abd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4ae7a', table='people_personaroundevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='personaround',
                constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='person_around_has_a_name'),
            ),
            migrations.AddConstraint(
                model_name='personaround',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('may_be_told__in', ['not_the_address', 'no']), models.Q(('may_be_told_why', ''), _negated=True)), models.Q(('may_be_told', 'yes'), ('may_be_told_until__isnull', True)), _connector='OR'), name='limit_on_telling_says_why'),
            ),
            migrations.AddConstraint(
                model_name='personaround',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('may_be_told', 'yes'), _connector='OR'), name='limit_on_telling_is_not_ended'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personaround',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_personaroundevent" ("address", "ended_on", "has_parental_responsibility", "id", "may_be_told", "may_be_told_until", "may_be_told_why", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "young_person_id") SELECT new_values."address", new_values."ended_on", new_values."has_parental_responsibility", new_values."id", new_values."may_be_told", new_values."may_be_told_until", new_values."may_be_told_why", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."relation", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='a056b4ed7d42cf7f83bb31ea9388bbf0ecf883e1', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_45674', referencing='REFERENCING NEW TABLE AS new_values ', table='people_personaround', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personaround',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_personaroundevent" ("address", "ended_on", "has_parental_responsibility", "id", "may_be_told", "may_be_told_until", "may_be_told_why", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "young_person_id") SELECT new_values."address", new_values."ended_on", new_values."has_parental_responsibility", new_values."id", new_values."may_be_told", new_values."may_be_told_until", new_values."may_be_told_why", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."relation", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."has_parental_responsibility" IS DISTINCT FROM (new_values."has_parental_responsibility") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."may_be_told" IS DISTINCT FROM (new_values."may_be_told") OR old_values."may_be_told_until" IS DISTINCT FROM (new_values."may_be_told_until") OR old_values."may_be_told_why" IS DISTINCT FROM (new_values."may_be_told_why") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."relation" IS DISTINCT FROM (new_values."relation") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8e06f547c49f125b5da1eed4ba70aa08e7fa5864', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_a0cac', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_personaround', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='personaround',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_personaroundevent" ("address", "ended_on", "has_parental_responsibility", "id", "may_be_told", "may_be_told_until", "may_be_told_why", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "relation", "young_person_id") SELECT old_values."address", old_values."ended_on", old_values."has_parental_responsibility", old_values."id", old_values."may_be_told", old_values."may_be_told_until", old_values."may_be_told_why", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."relation", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='3356d80d8042943f51954191b32a3706dd16486b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_16039', referencing='REFERENCING OLD TABLE AS old_values ', table='people_personaround', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='othernameevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e0f7eef40c04b2a1f76c5b8497226cf2b3133c7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_39df4', table='people_othernameevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='othername',
                index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_text'), name='gin_trgm_ops'), name='other_name_by_name'),
            ),
            migrations.AddIndex(
                model_name='othername',
                index=django.contrib.postgres.indexes.GinIndex(fields=['sounds'], name='other_name_by_sound'),
            ),
            migrations.AddConstraint(
                model_name='othername',
                constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='other_name_is_a_name'),
            ),
            migrations.AddConstraint(
                model_name='othername',
                constraint=models.UniqueConstraint(fields=('young_person', 'name', 'kind'), name='other_name_once'),
            ),
            migrations.AddConstraint(
                model_name='othername',
                constraint=models.UniqueConstraint(condition=models.Q(('is_in_use', True)), fields=('young_person',), name='one_name_is_in_use'),
            ),
            migrations.AddConstraint(
                model_name='othername',
                constraint=models.CheckConstraint(condition=models.Q(('started_on__isnull', True), ('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='other_name_ends_after_it_starts'),
            ),
            migrations.AddConstraint(
                model_name='othername',
                constraint=models.CheckConstraint(condition=models.Q(('is_in_use', False), ('ended_on__isnull', True), _connector='OR'), name='name_in_use_has_not_ended'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='othername',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_othernameevent" ("ended_on", "id", "is_in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."ended_on", new_values."id", new_values."is_in_use", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='6b3b64c08b2931f50471db32abc8603b29f6546f', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_b19f1', referencing='REFERENCING NEW TABLE AS new_values ', table='people_othername', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='othername',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_othernameevent" ("ended_on", "id", "is_in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."ended_on", new_values."id", new_values."is_in_use", new_values."kind", new_values."name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_in_use" IS DISTINCT FROM (new_values."is_in_use") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."started_on" IS DISTINCT FROM (new_values."started_on") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='d03b1d8d6e2064bfd33c172111a258daba9b8bc1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5650d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_othername', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='othername',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_othernameevent" ("ended_on", "id", "is_in_use", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT old_values."ended_on", old_values."id", old_values."is_in_use", old_values."kind", old_values."name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."started_on", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='9e351c74fd2629ed1eec3047d3e08264f5f0bac7', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_47d47', referencing='REFERENCING OLD TABLE AS old_values ', table='people_othername', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='needsevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c78da7b612e370072d724df793eb1414a134da30', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b6266', table='people_needsevent', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='needs',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_needsevent" ("build", "communication", "complexion", "eyes", "hair", "health", "height", "how_to_approach", "id", "language", "learning", "marks", "medication", "needs_interpreter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phones", "places", "social_media", "travel_and_money", "usual_clothes", "young_person_id") SELECT new_values."build", new_values."communication", new_values."complexion", new_values."eyes", new_values."hair", new_values."health", new_values."height", new_values."how_to_approach", new_values."id", new_values."language", new_values."learning", new_values."marks", new_values."medication", new_values."needs_interpreter", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phones", new_values."places", new_values."social_media", new_values."travel_and_money", new_values."usual_clothes", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='2d4d78c7fb8cbf35ccdead139e579fd0031fbd52', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_ab082', referencing='REFERENCING NEW TABLE AS new_values ', table='people_needs', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='needs',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_needsevent" ("build", "communication", "complexion", "eyes", "hair", "health", "height", "how_to_approach", "id", "language", "learning", "marks", "medication", "needs_interpreter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phones", "places", "social_media", "travel_and_money", "usual_clothes", "young_person_id") SELECT new_values."build", new_values."communication", new_values."complexion", new_values."eyes", new_values."hair", new_values."health", new_values."height", new_values."how_to_approach", new_values."id", new_values."language", new_values."learning", new_values."marks", new_values."medication", new_values."needs_interpreter", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phones", new_values."places", new_values."social_media", new_values."travel_and_money", new_values."usual_clothes", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."build" IS DISTINCT FROM (new_values."build") OR old_values."communication" IS DISTINCT FROM (new_values."communication") OR old_values."complexion" IS DISTINCT FROM (new_values."complexion") OR old_values."eyes" IS DISTINCT FROM (new_values."eyes") OR old_values."hair" IS DISTINCT FROM (new_values."hair") OR old_values."health" IS DISTINCT FROM (new_values."health") OR old_values."height" IS DISTINCT FROM (new_values."height") OR old_values."how_to_approach" IS DISTINCT FROM (new_values."how_to_approach") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."learning" IS DISTINCT FROM (new_values."learning") OR old_values."marks" IS DISTINCT FROM (new_values."marks") OR old_values."medication" IS DISTINCT FROM (new_values."medication") OR old_values."needs_interpreter" IS DISTINCT FROM (new_values."needs_interpreter") OR old_values."phones" IS DISTINCT FROM (new_values."phones") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."social_media" IS DISTINCT FROM (new_values."social_media") OR old_values."travel_and_money" IS DISTINCT FROM (new_values."travel_and_money") OR old_values."usual_clothes" IS DISTINCT FROM (new_values."usual_clothes") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='cd1c08bf718dacb9abda9b8c530ec57cc4fd4e84', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_97fd4', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_needs', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='needs',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_needsevent" ("build", "communication", "complexion", "eyes", "hair", "health", "height", "how_to_approach", "id", "language", "learning", "marks", "medication", "needs_interpreter", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phones", "places", "social_media", "travel_and_money", "usual_clothes", "young_person_id") SELECT old_values."build", old_values."communication", old_values."complexion", old_values."eyes", old_values."hair", old_values."health", old_values."height", old_values."how_to_approach", old_values."id", old_values."language", old_values."learning", old_values."marks", old_values."medication", old_values."needs_interpreter", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phones", old_values."places", old_values."social_media", old_values."travel_and_money", old_values."usual_clothes", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2f206bb194b3978eef5da9386a81e02552408596', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_679bf', referencing='REFERENCING OLD TABLE AS old_values ', table='people_needs', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='identitylinkevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='6886d808a5fdf4bbc84a48df8dc7bcb6f5f4e862', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_05a50', table='people_identitylinkevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='identitylink',
                constraint=models.CheckConstraint(condition=models.Q(('old', models.F('new')), _negated=True), name='identity_link_is_of_two'),
            ),
            migrations.AddConstraint(
                model_name='identitylink',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_by__isnull', True), ('ended_why', '')), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False), models.Q(('ended_why', ''), _negated=True)), _connector='OR'), name='identity_link_ended_says_who_and_why'),
            ),
            migrations.AddConstraint(
                model_name='identitylink',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('old',), name='old_identity_linked_once'),
            ),
            migrations.AddConstraint(
                model_name='identitylink',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('new',), name='new_identity_linked_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='identitylink',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_identitylinkevent" ("ended_at", "ended_by_id", "ended_why", "id", "linked_at", "linked_by_id", "new_id", "note", "old_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."ended_at", new_values."ended_by_id", new_values."ended_why", new_values."id", new_values."linked_at", new_values."linked_by_id", new_values."new_id", new_values."note", new_values."old_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='64a9b9e220dde99e85ec044275aa39b7988a1065', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_0e83b', referencing='REFERENCING NEW TABLE AS new_values ', table='people_identitylink', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='identitylink',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_identitylinkevent" ("ended_at", "ended_by_id", "ended_why", "id", "linked_at", "linked_by_id", "new_id", "note", "old_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT new_values."ended_at", new_values."ended_by_id", new_values."ended_why", new_values."id", new_values."linked_at", new_values."linked_by_id", new_values."new_id", new_values."note", new_values."old_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='5693f186526310a09babb644e2e01a54d51d03f0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5347a', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_identitylink', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='identitylink',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_identitylinkevent" ("ended_at", "ended_by_id", "ended_why", "id", "linked_at", "linked_by_id", "new_id", "note", "old_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") SELECT old_values."ended_at", old_values."ended_by_id", old_values."ended_why", old_values."id", old_values."linked_at", old_values."linked_by_id", old_values."new_id", old_values."note", old_values."old_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='505f5290647c541b9b9bf1309375305e2ef2176b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bb1ef', referencing='REFERENCING OLD TABLE AS old_values ', table='people_identitylink', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deathevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='a0fbb6ac8d0d79223bd68e48dd578e4195f7879f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f56bd', table='people_deathevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='death',
                constraint=models.UniqueConstraint(condition=models.Q(('taken_back_at__isnull', True)), fields=('young_person',), name='one_death_that_stands'),
            ),
            migrations.AddConstraint(
                model_name='death',
                constraint=models.CheckConstraint(condition=models.Q(('died_on__lte', models.Func('recorded_at', output_field=models.DateField(), template="(%(expressions)s AT TIME ZONE 'Europe/London')::date"))), name='death_not_after_now'),
            ),
            migrations.AddConstraint(
                model_name='death',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_back_at__isnull', True), ('taken_back_by__isnull', True), ('taken_back_why', '')), models.Q(('taken_back_at__gte', models.F('recorded_at')), ('taken_back_by__isnull', False), models.Q(('taken_back_why', ''), _negated=True)), _connector='OR'), name='death_taken_back_says_who_and_why'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='death',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_deathevent" ("by_id", "died_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "taken_back_at", "taken_back_by_id", "taken_back_why", "young_person_id") SELECT new_values."by_id", new_values."died_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."recorded_at", new_values."taken_back_at", new_values."taken_back_by_id", new_values."taken_back_why", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8dc11bc60f1cb6ba9baf0a3a1370d360ac4f4e5c', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_48a37', referencing='REFERENCING NEW TABLE AS new_values ', table='people_death', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='death',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_deathevent" ("by_id", "died_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "taken_back_at", "taken_back_by_id", "taken_back_why", "young_person_id") SELECT new_values."by_id", new_values."died_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."recorded_at", new_values."taken_back_at", new_values."taken_back_by_id", new_values."taken_back_why", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='3d223e2f36d8ce1f51332930bf0a1967e64ae636', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_95a73', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_death', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='death',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_deathevent" ("by_id", "died_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "taken_back_at", "taken_back_by_id", "taken_back_why", "young_person_id") SELECT old_values."by_id", old_values."died_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."recorded_at", old_values."taken_back_at", old_values."taken_back_by_id", old_values."taken_back_why", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='69a9b25827e5c16eff6424f65ca4972baf192062', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_73d91', referencing='REFERENCING OLD TABLE AS old_values ', table='people_death', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='courtorderevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='299bff8f2eb6170e8740f2c411f18116fb27c1d0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4d2e8', table='people_courtorderevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='courtorder',
                constraint=models.CheckConstraint(condition=models.Q(('forbids', ''), _negated=True), name='court_order_says_what_it_forbids'),
            ),
            migrations.AddConstraint(
                model_name='courtorder',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='court_order_ends_after_it_starts'),
            ),
            migrations.AddConstraint(
                model_name='courtorder',
                constraint=models.CheckConstraint(condition=models.Q(('about__isnull', True), ('about_name', ''), _connector='OR'), name='court_order_is_about_one_person'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='courtorder',
                trigger=pgtrigger.compiler.Trigger(name='court_order_about_theirs', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    IF EXISTS (\n        SELECT 1 FROM people_courtorder court_order\n        JOIN people_personaround person ON person.id = court_order.about_id\n        WHERE court_order.id = NEW.id AND person.young_person_id <> court_order.young_person_id\n    ) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'court_order_is_about_somebody_of_theirs',\n            MESSAGE = 'The order is about somebody around another young person.';\n    END IF;\n    RETURN NULL;\n    ", hash='61719a781920608d0c973c51c47e14151bc80e43', operation='INSERT OR UPDATE OF "about_id", "young_person_id"', pgid='pgtrigger_court_order_about_theirs_06659', table='people_courtorder', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='courtorder',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_courtorderevent" ("about_id", "about_name", "ended_on", "forbids", "id", "kind", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."about_id", new_values."about_name", new_values."ended_on", new_values."forbids", new_values."id", new_values."kind", new_values."made_by", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='87e57189b98c4847864ca056a467356918c2d209', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_69312', referencing='REFERENCING NEW TABLE AS new_values ', table='people_courtorder', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='courtorder',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_courtorderevent" ("about_id", "about_name", "ended_on", "forbids", "id", "kind", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."about_id", new_values."about_name", new_values."ended_on", new_values."forbids", new_values."id", new_values."kind", new_values."made_by", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."about_id" IS DISTINCT FROM (new_values."about_id") OR old_values."about_name" IS DISTINCT FROM (new_values."about_name") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."forbids" IS DISTINCT FROM (new_values."forbids") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."made_by" IS DISTINCT FROM (new_values."made_by") OR old_values."started_on" IS DISTINCT FROM (new_values."started_on") OR old_values."young_person_id" IS DISTINCT FROM (new_values."young_person_id")) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='e9d5c9185748137df2baf18dabf8e385adc65ed5', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_74857', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_courtorder', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='courtorder',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_courtorderevent" ("about_id", "about_name", "ended_on", "forbids", "id", "kind", "made_by", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT old_values."about_id", old_values."about_name", old_values."ended_on", old_values."forbids", old_values."id", old_values."kind", old_values."made_by", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."started_on", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='b049e571a8d4979cef5ad7b38deb9a261905cac8', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_bb767', referencing='REFERENCING OLD TABLE AS old_values ', table='people_courtorder', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caseeventevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='bfa0a34753d07eeb73bb806ff7840ba07df607aa', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dca7b', table='people_caseeventevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='caseevent',
                index=models.Index(fields=['young_person', '-at'], name='events_of_a_young_person'),
            ),
            migrations.AddConstraint(
                model_name='caseevent',
                constraint=models.UniqueConstraint(fields=('kind', 'source_key'), name='case_event_once_for_its_source'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caseevent',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_caseeventevent" ("at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "young_person_id") SELECT new_values."at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."source_key", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='9c2d8f9b2dba46c92046d2675e76e75ea7fb0e52', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_2d05b', referencing='REFERENCING NEW TABLE AS new_values ', table='people_caseevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caseevent',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_caseeventevent" ("at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "young_person_id") SELECT new_values."at", new_values."id", new_values."kind", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."source_key", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='00f3b275bed030afe289371899a58c6773fb4306', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_e09f0', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_caseevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='caseevent',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_caseeventevent" ("at", "id", "kind", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source_key", "young_person_id") SELECT old_values."at", old_values."id", old_values."kind", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."source_key", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='d7d086acb92aa99deb380d0a0c6d3facb5edbfef', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_56083', referencing='REFERENCING OLD TABLE AS old_values ', table='people_caseevent', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careperiodevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='350e78d254179746503d170801b9b07c0edda37c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_6a7e2', table='people_careperiodevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='careperiod',
                constraint=models.UniqueConstraint(fields=('young_person', 'started_on'), name='care_period_once_a_day', violation_error_message='A care period that starts on that day is on record already.'),
            ),
            migrations.AddConstraint(
                model_name='careperiod',
                constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='care_period_ends_after_it_starts', violation_error_message='The end cannot be before the start.'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careperiod',
                trigger=pgtrigger.compiler.Trigger(name='kind_of_record_follows_care', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    UPDATE people_youngperson person\n    SET kind_of_record = care.kind\n    FROM (\n        SELECT CASE\n            WHEN bool_or(period.ended_on IS NULL) THEN 'looked_after'\n            WHEN max(period.ended_on) >= (child.date_of_birth + interval '18 years')::date - 1 THEN 'care_leaver'\n            ELSE 'at_home'\n        END AS kind\n        FROM people_youngperson child\n        LEFT JOIN people_careperiod period ON period.young_person_id = child.id\n        WHERE child.id = coalesce(NEW.young_person_id, OLD.young_person_id)\n        GROUP BY child.id\n    ) care\n    WHERE person.id = coalesce(NEW.young_person_id, OLD.young_person_id)\n      AND person.kind_of_record IN ('looked_after', 'at_home')\n      AND person.kind_of_record <> care.kind;\n    RETURN NULL;\n    ", hash='5feb58a21ce0763128f5666da38672c0e48fb2e2', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_kind_of_record_follows_care_12bd0', table='people_careperiod', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careperiod',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_careperiodevent" ("category_of_need", "ended_on", "id", "legal_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."category_of_need", new_values."ended_on", new_values."id", new_values."legal_status", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='8ff00c42d84edea2f2a2236a764a99dbeebc5a50', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_df99f', referencing='REFERENCING NEW TABLE AS new_values ', table='people_careperiod', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careperiod',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_careperiodevent" ("category_of_need", "ended_on", "id", "legal_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT new_values."category_of_need", new_values."ended_on", new_values."id", new_values."legal_status", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."started_on", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='fac38c4cf632ef6c2a2a9ccd218c4eba34f1e392', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_c4470', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_careperiod', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='careperiod',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_careperiodevent" ("category_of_need", "ended_on", "id", "legal_status", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "started_on", "young_person_id") SELECT old_values."category_of_need", old_values."ended_on", old_values."id", old_values."legal_status", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."started_on", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='db2191c0bd4966e32ec27a99b92ef8af9c1debb9', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_643dd', referencing='REFERENCING OLD TABLE AS old_values ', table='people_careperiod', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrantevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='572bd99ad8843e1ce6212c5c069202fb0a2b7a02', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_00256', table='people_accessgrantevent', when='BEFORE')),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(fields=['user', 'young_person'], name='grants_of_a_user'),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(fields=['user', 'until'], name='grants_of_a_user_by_end'),
            ),
            migrations.AddIndex(
                model_name='accessgrant',
                index=models.Index(condition=models.Q(('role', ''), _negated=True), fields=['role', 'until'], name='grants_of_a_role_by_end'),
            ),
            migrations.AddConstraint(
                model_name='accessgrant',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('role', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('role', ''), _negated=True)), _connector='OR'), name='grant_is_to_a_user_or_a_role'),
            ),
            migrations.AddConstraint(
                model_name='accessgrant',
                constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('starts_at')), _connector='OR'), name='grant_ends_after_it_starts'),
            ),
            migrations.AddConstraint(
                model_name='accessgrant',
                constraint=models.UniqueConstraint(fields=('young_person', 'reason', 'source_key', 'user', 'role'), name='grant_once_for_its_source', nulls_distinct=False),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrant',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessgrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source_key", "starts_at", "until", "user_id", "young_person_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."reason", new_values."role", new_values."source_key", new_values."starts_at", new_values."until", new_values."user_id", new_values."young_person_id" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='7ef04802ed1eeeb25cbc701395bd347c3b2ff4db', level='STATEMENT', operation='INSERT', pgid='pgtrigger_insert_insert_5d089', referencing='REFERENCING NEW TABLE AS new_values ', table='people_accessgrant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrant',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessgrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source_key", "starts_at", "until", "user_id", "young_person_id") SELECT new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."reason", new_values."role", new_values."source_key", new_values."starts_at", new_values."until", new_values."user_id", new_values."young_person_id" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;', hash='446ed69bcaf1b21541f8d1b3f8f8f620e46bac2d', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_802bd', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='people_accessgrant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='accessgrant',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "people_accessgrantevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "source_key", "starts_at", "until", "user_id", "young_person_id") SELECT old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."reason", old_values."role", old_values."source_key", old_values."starts_at", old_values."until", old_values."user_id", old_values."young_person_id" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;', hash='2c80843724b9151ce2ed5107bef0fa2568f49a3d', level='STATEMENT', operation='DELETE', pgid='pgtrigger_delete_delete_a245d', referencing='REFERENCING OLD TABLE AS old_values ', table='people_accessgrant', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='youngpersonevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4df90df707fb644387904063200da3ac419403bb', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a450e', table='people_youngpersonevent', when='BEFORE')),
            ),
        ]),
    ]
