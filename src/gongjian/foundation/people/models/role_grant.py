from django.db import models

from gongjian.foundation.kernel.actor import Role


class RoleGrant(models.Model):
    """A role of a person, in one organisation and one area's subtree."""

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(
        "people.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    area_path = models.CharField(max_length=200, blank=True)
    """Path of the area it reaches, with everything below; empty: everywhere."""
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "organisation", "area_path"],
                condition=models.Q(organisation__isnull=False),
                name="people_grant_once",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "area_path"],
                condition=models.Q(organisation__isnull=True),
                name="people_grant_once_anywhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"
