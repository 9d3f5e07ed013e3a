/** One run of a meeting that is over. */
export type ZoomPastInstance = { uuid: string; startTime: Date | null };

export type ZoomPastMeeting = {
  /** Zoom's int64, as a string. */
  id: string;
  uuid: string;
  startTime: Date | null;
  endTime: Date | null;
};

/** A row of the participant list: one join, from then until the person left. */
export type ZoomParticipant = {
  /** New at every join. */
  joinId: string | null;
  name: string | null;
  /** Of a person who was logged in to Zoom. */
  participantUserId: string | null;
  /** Of users of the account, registrants and invited people; null of other guests. */
  email: string | null;
  registrantId: string | null;
  /** The report has it, the list of past meetings does not. */
  customerKey: string | null;
  joinTime: Date;
  leaveTime: Date | null;
  /** 0 where Zoom has not counted yet. */
  seconds: number | null;
  isInWaitingRoom: boolean;
  /** A visit to a breakout room; the report alone says so. */
  isBreakout: boolean;
};

export type PastCalls = {
  /** The ended runs of a meeting, as far as Zoom remembers (15 months). */
  pastInstances(input: { id: string; signal?: AbortSignal }): Promise<ZoomPastInstance[]>;
  /** When a run began and ended. */
  pastMeeting(input: { uuid: string; signal?: AbortSignal }): Promise<ZoomPastMeeting>;
  /**
   * The participants of a run, page by page: from the report, which knows most, or from the list of
   * past meetings where the app's scopes or the account's plan do not reach the report.
   */
  pastParticipants(input: {
    uuid: string;
    signal?: AbortSignal;
  }): AsyncGenerator<ZoomParticipant[], void, undefined>;
  /** The report was out of reach when it was last asked for: there are no customer keys then. */
  lacksReport(): boolean;
};
