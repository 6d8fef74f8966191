"""Critical incidents: contacts with unusual damage or delight, beside contacts that are alike but for it."""
