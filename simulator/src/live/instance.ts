/** One run of a meeting, from the host's start to the end for all. */
export interface Instance {
  uuid: string;
  startedAt: number;
  endedAt: number | null;
  stays: Stay[];
  waiting: Waiting[];
}

/** One participant from joining to leaving; joining again is another stay. */
export interface Stay {
  /** Changes with every join. */
  userId: string;
  /** Stays the same for one participant throughout the meeting. */
  participantUuid: string;
  name: string;
  /** Empty for guests whose address Zoom does not know. */
  email: string;
  /** Id of a user of the account, otherwise empty. */
  participantUserId: string;
  registrantId: string;
  customerKey: string;
  publicIp: string;
  joinedAt: number;
  leftAt: number | null;
  leaveReason: string;
  /** Visits to breakout rooms; the stay in the meeting goes on meanwhile. */
  visits: BreakoutVisit[];
}

export interface BreakoutVisit {
  room: string;
  /** Of the join to the breakout room. */
  userId: string;
  from: number;
  to: number | null;
}

/** Somebody who was not let in yet. */
export interface Waiting {
  stay: Stay;
  since: number;
  until: number | null;
}

export function isPresent(stay: Stay): boolean {
  return stay.leftAt === null;
}
