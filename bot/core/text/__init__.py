"""What people wrote, fit to be shown, compared and searched."""
