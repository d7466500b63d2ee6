"""Towns, their 評価実施機関 and departments, and the people who work there under a role."""

from django.contrib.auth.models import AbstractUser
from django.db import models

from .codes import validate_code


class User(AbstractUser):
    """A person who signs in. Never deleted, only deactivated: the history names them."""

    display_name = models.CharField("氏名", max_length=60, blank=True)
    is_operator = models.BooleanField("運用者", default=False)
    must_change_password = models.BooleanField("次回パスワード変更", default=False)

    class Meta(AbstractUser.Meta):
        verbose_name = verbose_name_plural = "利用者"

    def __str__(self) -> str:
        return self.display_name or self.username


class Municipality(models.Model):
    """A town (団体). Its code is its address everywhere."""

    code = models.CharField("団体コード", max_length=6, unique=True, validators=[validate_code])
    name = models.CharField("団体名", max_length=60)

    class Meta:
        ordering = ["code"]
        verbose_name = verbose_name_plural = "団体"

    def __str__(self) -> str:
        return self.name


class Agency(models.Model):
    """評価実施機関: the legal body that assesses and submits (番号法第28条), e.g. 市長 or 教育委員会."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="agencies")
    name = models.CharField("評価実施機関名", max_length=60)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="agency_once_per_town")]
        verbose_name = verbose_name_plural = "評価実施機関"

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """課・室: owns documents; an author writes for one or more of them."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField("部署名", max_length=80)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField("使用中", default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="department_once_per_town")]
        verbose_name = verbose_name_plural = "部署"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    AUTHOR = "author", "作成者（担当課）"
    REVIEWER = "reviewer", "確認者（所属長・総括部署）"
    APPROVER = "approver", "決裁者"
    COORDINATOR = "coordinator", "取りまとめ担当"


class Membership(models.Model):
    """One role of one person in one town; an author's departments say which documents are theirs."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField("役割", max_length=20, choices=Role.choices)
    departments = models.ManyToManyField(Department, blank=True, related_name="memberships", verbose_name="担当部署")

    class Meta:
        ordering = ["user__username", "role"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "user", "role"], name="membership_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        ]
        verbose_name = verbose_name_plural = "所属"

    def __str__(self) -> str:
        return f"{self.user}（{self.get_role_display()}）"
