from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('services', '0001_services'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='serviceversion',
            name='published_by',
        ),
    ]
