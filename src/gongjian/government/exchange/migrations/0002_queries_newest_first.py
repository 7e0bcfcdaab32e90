from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_catalogue")]

    operations = [
        migrations.AddIndex(
            model_name="dataquery",
            index=models.Index(fields=["-asked_at", "-id"], name="exchange_query_newest"),
        ),
    ]
