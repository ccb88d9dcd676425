"""A record or a search -> the texts a page shows, in one language; most have a twin in web/app."""
