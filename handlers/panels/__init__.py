"""The screens of `/settings`: what each shows, and what its buttons ask."""
