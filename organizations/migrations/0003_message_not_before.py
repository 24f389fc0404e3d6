import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_cache_table")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="not_before",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="not tried again before"
            ),
        ),
    ]
