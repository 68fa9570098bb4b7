"""The CMS of policies: boards, progress, approval."""
