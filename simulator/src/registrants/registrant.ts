import { newOpaqueToken, newRegistrantId } from '../identifiers';
import type { Meeting } from '../meetings/meeting';
import { webUrl } from '../meetings/join-links';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';

/** Zoom lists the first three; who cancelled is in no list. */
export type RegistrantStatus = 'approved' | 'pending' | 'denied' | 'cancelled';

export interface Registrant {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  status: RegistrantStatus;
  /** Works while the registrant is approved. */
  joinUrl: string;
  pinCode: number;
  createdAt: number;
  answers: { title: string; value: string }[];
}

export interface Applicant {
  email: string;
  firstName: string;
  lastName?: string | undefined;
  answers?: { title: string; value: string }[] | undefined;
}

/** Of one meeting: OpenAPI document, "Add a meeting registrant". */
const MOST_REGISTRANTS = 4999;

export function requiresRegistration(meeting: Meeting): boolean {
  return meeting.settings.approval_type === 0 || meeting.settings.approval_type === 1;
}

/** Refuses what a meeting without registration, or with a host without licence, cannot do. */
export function checkRegistration(world: World, meeting: Meeting): void {
  if (world.users.get(meeting.hostId).type !== 2) {
    throw zoomErrors.paidOnly(world.credentials.accountId);
  }
  if (!requiresRegistration(meeting)) throw zoomErrors.registrationNotEnabled(meeting.id);
}

/**
 * Registers somebody once: the same address again is the same registration, and one that was
 * cancelled begins anew. `autoApprove` overrules manual approval.
 */
export function addRegistrant(
  world: World,
  {
    meeting,
    applicant,
    autoApprove,
  }: { meeting: Meeting; applicant: Applicant; autoApprove: boolean }
): { registrant: Registrant; isNew: boolean } {
  const email = applicant.email.toLowerCase();
  if (world.users.get(meeting.hostId).email.toLowerCase() === email) {
    throw zoomErrors.hostCannotRegister();
  }
  const known = meeting.registrants.find((one) => one.email.toLowerCase() === email);
  if (known && known.status !== 'cancelled') return { registrant: known, isNew: false };
  const seated = meeting.registrants.filter(({ status }) => status !== 'cancelled');
  if (seated.length >= MOST_REGISTRANTS) throw zoomErrors.meetingFull();
  const isPending = meeting.settings.approval_type === 1 && !autoApprove;
  const id = newRegistrantId();
  const registrant: Registrant = {
    id,
    email: applicant.email,
    firstName: applicant.firstName,
    lastName: applicant.lastName ?? '',
    status: isPending ? 'pending' : 'approved',
    joinUrl: `${webUrl(world)}/w/${meeting.id}?tk=${newOpaqueToken()}`,
    pinCode: 100_000 + (meeting.registrants.length % 899_999),
    createdAt: world.clock.now(),
    answers: applicant.answers ?? [],
  };
  meeting.registrants = [...meeting.registrants.filter((one) => one !== known), registrant];
  return { registrant, isNew: true };
}

const AFTER: Record<RegistrantAction, { from: RegistrantStatus[]; to: RegistrantStatus }> = {
  approve: { from: ['pending', 'denied'], to: 'approved' },
  cancel: { from: ['approved'], to: 'cancelled' },
  deny: { from: ['pending', 'approved'], to: 'denied' },
};
export type RegistrantAction = 'approve' | 'cancel' | 'deny';

/** True where the registrant's status changed by it. */
export function decideRegistrant(registrant: Registrant, action: RegistrantAction): boolean {
  const { from, to } = AFTER[action];
  if (!from.includes(registrant.status)) return false;
  registrant.status = to;
  return true;
}

/** By id, else by address: the body of a status change may have either. */
export function findRegistrant(
  meeting: Meeting,
  who: { id?: string | undefined; email?: string | undefined }
): Registrant | undefined {
  return meeting.registrants.find(({ id, email }) =>
    who.id === undefined ? email.toLowerCase() === who.email?.toLowerCase() : id === who.id
  );
}
