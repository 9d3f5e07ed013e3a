import type { JoinSettings } from '../../../contracts/join';
import type { CallerPerson } from '../domain/caller';
import { mayHaveLink, type Joiner } from '../domain/join-policy';
import type { Database } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';
import { NOT_REGISTERED, readRegistrations, type Registration } from './registrations';

/** A meeting as far as its link is concerned. */
export type LinkedMeeting = Pick<MeetingRow, 'id' | 'zoomId' | 'state' | 'joinUrl'>;

/** A person's link to one meeting: theirs where Zoom gave a personal one, else the meeting's. */
export type JoinLink = { kind: 'link'; joinUrl: string } | { kind: 'none'; because: string };

export const joinerOf = (person: CallerPerson | null, registration: Registration): Joiner => ({
  isSignedIn: person !== null,
  registration: registration.standing,
});

/** What stands for a person's link, whatever the policy: their own before everybody's. */
export const linkFor = (meeting: LinkedMeeting, registration: Registration): string | null =>
  meeting.joinUrl === null ? null : (registration.joinUrl ?? meeting.joinUrl);

/** The links that a person may have, by the one policy there is; for whatever shows links. */
export const createJoinLinks = (deps: { database: Database; settings: () => JoinSettings }) => ({
  /**
   * The links of several meetings for one person, by row id: one query. Whether it is the time to
   * join is not asked: a calendar holds links long before, so keep what is answered to that person.
   *
   * @param person null for a guest, or for a token that names nobody.
   */
  linksFor: async (
    person: CallerPerson | null,
    meetings: readonly LinkedMeeting[]
  ): Promise<Map<number, JoinLink>> => {
    const { who } = deps.settings();
    const registrations = await readRegistrations(deps.database, {
      person,
      meetings,
    });
    const linkOf = (meeting: LinkedMeeting): JoinLink => {
      const registration = registrations.get(meeting.id) ?? NOT_REGISTERED;
      const permission = mayHaveLink(who, joinerOf(person, registration));
      if (!permission.may) return { kind: 'none', because: permission.because };
      const isOver = meeting.state === 'cancelled' || meeting.state === 'ended';
      const joinUrl = isOver ? null : linkFor(meeting, registration);
      return joinUrl === null
        ? { kind: 'none', because: 'There is no meeting to join.' }
        : { kind: 'link', joinUrl };
    };
    return new Map(meetings.map((meeting) => [meeting.id, linkOf(meeting)]));
  },
});
export type JoinLinks = ReturnType<typeof createJoinLinks>;
