import type { JoinSettings } from '../../../contracts/join';
import type { Caller, CallerPerson } from '../domain/caller';
import { mayHaveLink, type Joiner } from '../domain/join-policy';
import { permissionByRuling } from '../domain/join-ruling';
import type { Database } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';
import type { AppPolicy } from './app-policy';
import { NOT_REGISTERED, readRegistrations, type Registration } from './registrations';

/** A meeting as far as its link is concerned. */
export type LinkedMeeting = Pick<
  MeetingRow,
  | 'id'
  | 'documentId'
  | 'zoomId'
  | 'state'
  | 'joinUrl'
  | 'topic'
  | 'startTime'
  | 'endTime'
  | 'session'
>;

/** A person's link to one meeting: theirs where Zoom gave a personal one, else the meeting's. */
export type JoinLink = { kind: 'link'; joinUrl: string } | { kind: 'none'; because: string };

export const joinerOf = (person: CallerPerson | null, registration: Registration): Joiner => ({
  isSignedIn: person !== null,
  registration: registration.standing,
});

/** What stands for a person's link, whatever the policy: their own before everybody's. */
export const linkFor = (meeting: LinkedMeeting, registration: Registration): string | null =>
  meeting.joinUrl === null ? null : (registration.joinUrl ?? meeting.joinUrl);

const NOTHING: JoinLink = { kind: 'none', because: 'There is no meeting to join.' };

/** The links that a person may have, by the one policy there is; for whatever shows links. */
export const createJoinLinks = (deps: {
  database: Database;
  settings: () => JoinSettings;
  appPolicy: AppPolicy;
}) => ({
  /**
   * The links of several meetings for one caller, by row id: one query. Whether it is the time to
   * join is not asked: a calendar holds links long before, so keep what is answered to that person.
   */
  linksFor: async (
    caller: Pick<Caller, 'kind' | 'person'>,
    meetings: readonly LinkedMeeting[]
  ): Promise<Map<number, JoinLink>> => {
    const { who } = deps.settings();
    const { person } = caller;
    const registrations = await readRegistrations(deps.database, { person, meetings });
    const matters = meetings.map((meeting) => {
      const registration = registrations.get(meeting.id) ?? NOT_REGISTERED;
      const isOver = meeting.state === 'cancelled' || meeting.state === 'ended';
      const joinUrl = isOver ? null : linkFor(meeting, registration);
      const own = mayHaveLink(who, joinerOf(person, registration));
      const decision = own.may
        ? { state: 'open' as const, reason: null }
        : { state: 'not-permitted' as const, reason: own.because };
      return { meeting, registration, joinUrl, own, decision };
    });
    const asked = matters.filter(({ joinUrl }) => joinUrl !== null);
    const rulings = await deps.appPolicy.ruleAll({ purpose: 'calendar', caller }, asked);
    const rulingOf = new Map(asked.map(({ meeting }, index) => [meeting.id, rulings[index]]));

    const linkOf = ({ meeting, joinUrl, own }: (typeof matters)[number]): JoinLink => {
      const ruling = rulingOf.get(meeting.id);
      const permission = ruling ? permissionByRuling(ruling) : own;
      if (!permission.may) return { kind: 'none', because: permission.because };
      return joinUrl === null ? NOTHING : { kind: 'link', joinUrl };
    };
    return new Map(matters.map((matter) => [matter.meeting.id, linkOf(matter)]));
  },
});
export type JoinLinks = ReturnType<typeof createJoinLinks>;
