from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deliberation", "0003_consultations"),
        ("duties", "0002_area_is_active"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                fields=["category"],
                condition=models.Q(category__isnull=False),
                name="deliberation_category",
            ),
        ),
    ]
