"""The weekly missing e-mail: what it holds (content), how that is read again (reading), who gets it, how it looks."""
