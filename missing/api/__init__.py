"""Episodes and return home interviews, over the API: as docs/api.md says, by the same actions as the pages."""
