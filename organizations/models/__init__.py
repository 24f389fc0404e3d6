from organizations.models.enquiries import Enquiry, Holiday
from organizations.models.evidence import Evidence
from organizations.models.figures import Figure, Milestone, Remark
from organizations.models.handovers import HandOver
from organizations.models.liaisons import Invitation, Liaison, ManagementTerm
from organizations.models.messages import Message
from organizations.models.organizations import Field, Membership, Organization
from organizations.models.partners import Agreement, Partner
from organizations.models.records import Activity, ArchiveEntry, ContentVersion
from organizations.models.sources import Source
from organizations.models.users import User

__all__ = [
    "Activity",
    "Agreement",
    "ArchiveEntry",
    "ContentVersion",
    "Enquiry",
    "Evidence",
    "Field",
    "Figure",
    "HandOver",
    "Holiday",
    "Invitation",
    "Liaison",
    "ManagementTerm",
    "Membership",
    "Message",
    "Milestone",
    "Organization",
    "Partner",
    "Remark",
    "Source",
    "User",
]
