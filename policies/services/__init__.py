"""What can be done with policies: rules and actions."""
