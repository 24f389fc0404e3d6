"""The back office of people and organizations."""

from organizations.admin import enquiries, facts, organizations, partners, people, records

__all__ = ["enquiries", "facts", "organizations", "partners", "people", "records"]
