"""What Slack's errors mean for whoever sent: one table, by the name of the error.

Names: https://docs.slack.dev/reference/methods/chat.postMessage and its sisters.
"""

from adapters.chat.answers import Kind

_TABLE: dict[Kind, tuple[str, ...]] = {
    "retry": ("ratelimited", "rate_limited", "accesslimited", "message_limit_exceeded"),
    "unsure": (
        *("internal_error", "fatal_error", "service_unavailable", "request_timeout"),
        *("team_added_to_org", "org_login_required"),
    ),
    "rebuild": (
        *("message_not_found", "cant_update_message", "edit_window_closed", "is_inactive"),
        *("thread_not_found", "block_mismatch"),
    ),
    "gone": ("channel_not_found", "is_archived", "not_in_channel", "channel_is_archived"),
    "forbidden": (
        *("missing_scope", "restricted_action", "ekm_access_denied", "no_permission"),
        *("restricted_action_read_only_channel", "restricted_action_thread_only_channel"),
        *("restricted_action_non_threadable_channel", "restricted_action_thread_locked"),
        *("not_allowed_token_type", "access_denied", "team_access_not_granted"),
    ),
    "person": (
        *("messages_tab_disabled", "user_disabled", "user_not_found", "cannot_dm_bot"),
        *("user_not_in_channel", "user_not_visible", "users_not_found", "cannot_dm_self"),
    ),
    "tenant": (
        *("token_revoked", "account_inactive", "invalid_auth", "not_authed", "token_expired"),
        *("app_uninstalled", "team_not_found", "team_disabled", "user_removed_from_team"),
    ),
}
_KINDS = {error: kind for kind, errors in _TABLE.items() for error in errors}


def kind_of(error: str) -> Kind:
    """What an error means; one that is not in the table is ours to mend."""
    return _KINDS.get(error, "ours")
