"""Who was in the room, in which role, and in which office at the time."""

from foreigndesk.knowledge.offices import office_on, persons_by_id
from foreigndesk.records.claims import Party
from foreigndesk.records.dates import DateFinding
from foreigndesk.records.meetings import Participant, ParticipantRole
from foreigndesk.resolution.groups import MeetingGroup


def list_participants(
    groups: tuple[MeetingGroup, ...], when: DateFinding, *, held_in: str | None = None
) -> tuple[Participant, ...]:
    """Return principals, then delegations, each in order of id, with the office held on every possible day.

    ``held_in`` is the state of the place: who "greets" a visitor in the visitor's own state is no host.
    """
    principals = {k for g in groups for k in g.key}
    found: dict[str, Participant] = {}
    for group in groups:
        for claim in group.claims:
            for party in claim.participants:
                entity = party.entity_id or party.name
                if claim.is_delegation and entity not in principals:
                    found.setdefault(entity, _participant(party, ParticipantRole.DELEGATION, when))
                elif entity in principals:
                    role = _principal_role(party, claim.host if held_in in {None, claim.host} else None)
                    if entity not in found or found[entity].role is ParticipantRole.PRINCIPAL:
                        found[entity] = _participant(party, role, when)
    return tuple(sorted(found.values(), key=lambda p: (p.role is ParticipantRole.DELEGATION, p.entity_id)))


def _principal_role(party: Party, host: str | None) -> ParticipantRole:
    return ParticipantRole.HOST if host is not None and party.state == host else ParticipantRole.PRINCIPAL


def _participant(party: Party, role: ParticipantRole, when: DateFinding) -> Participant:
    person = persons_by_id().get(party.entity_id or "")
    term = office_on(person, when.earliest, when.latest) if person and when.is_known else None
    return Participant(
        entity_id=party.entity_id or party.name,
        name=party.name,
        state=term.state if term and term.state else party.state,
        role=role,
        office=term.title if term else None,
        office_fact=term.fact if term else None,
    )
