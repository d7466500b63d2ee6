import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0002_end_of_the_office"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rendering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "順番を待っています"),
                            ("running", "作成しています"),
                            ("done", "できました"),
                            ("failed", "作成できませんでした"),
                            ("cancelled", "中止しました"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("message", models.TextField(blank=True)),
                ("parts_done", models.PositiveIntegerField(default=0)),
                ("parts_total", models.PositiveIntegerField(default=0)),
                ("snapshot", models.TextField(blank=True)),
                ("data", models.BinaryField(null=True)),
                ("page_count", models.PositiveIntegerField(default=0)),
                ("pages", models.JSONField(default=dict)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("heard_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renderings",
                        to="assessments.assessment",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "PDFの見本",
                "verbose_name_plural": "PDFの見本",
                "ordering": ["-requested_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "key"), name="one_rendering_of_a_state"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("data__isnull", False), ("finished_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="done_has_a_file",
                    ),
                ],
            },
        ),
    ]
