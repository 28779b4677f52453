"""What the database holds of the standing relationship."""

from audit import guards

_SITE_LINKS = ("liaison_doorlink", "liaison_telllink")

guards.register(guards.append_only("liaison_hoursset"))
guards.register(guards.append_only("liaison_legalbasis"))
guards.register(guards.append_only("liaison_laddercall"))
# Who gave what to whom, for which places and days, and how it was to be confirmed, stays as it
# was given: a mandate that should say something else is ended and given again.
guards.register(
    guards.fixed(
        "liaison_mandate",
        [
            "person_id",
            "organisation_id",
            "role",
            "starts_on",
            "ends_on",
            "called",
            "given_by_id",
            "given_at",
            "given_for_id",
            "confirmation",
        ],
    )
)
guards.register(guards.append_only("liaison_mandatescope"))
guards.register(
    guards.fixed(
        "liaison_designation",
        [
            "id",
            "partnership_id",
            "side",
            "rank",
            "person_id",
            "post",
            "starts_on",
            "ends_on",
            "made_at",
            "made_by_id",
        ],
    )
)
for link in _SITE_LINKS:
    guards.register(
        guards.fixed(link, ["id", "site_id", "token_hash", "issued_at", "issued_by_id"])
    )
guards.register(
    guards.fixed(
        "liaison_divisionlink", ["id", "division_id", "token_hash", "issued_at", "issued_by_id"]
    )
)
guards.register(
    guards.fixed(
        "liaison_invitation",
        ["person_id", "invited_by_id", "invited_at", "expires_at"],
        deletes=True,
    )
)

guards.register(guards.fixed("liaison_leave", ["person_id", "starts_on", "ends_on", "recorded_at"]))

# What has ended, was revoked or was used stays so: nobody comes back by a changed row.
guards.register(
    guards.decided_once(
        "liaison_mandate", {"confirmed_at": ["confirmed_by_id"], "ended_at": ["ended_by_id"]}
    )
)
guards.register(guards.decided_once("liaison_designation", {"ended_at": []}))
guards.register(guards.decided_once("liaison_leave", {"withdrawn_at": []}))
for link in _SITE_LINKS:
    guards.register(guards.decided_once(link, {"revoked_at": []}))
guards.register(guards.decided_once("liaison_divisionlink", {"revoked_at": []}))
guards.register(guards.decided_once("liaison_invitation", {"accepted_at": [], "withdrawn_at": []}))
