/** A registration that Zoom has; who cancelled is in no list of Zoom's. */
export type ZoomRegistrant = {
  id: string;
  email: string;
  state: 'approved' | 'pending' | 'denied';
  /** The personal link, which lets in whoever has it; null while not approved. */
  joinUrl: string | null;
};

/** Somebody to be registered. */
export type ZoomApplicant = { email: string; firstName: string; lastName: string | null };

export type AddedRegistrant = { id: string; email: string; joinUrl: string | null };

type OfMeeting = { id: string; signal?: AbortSignal };
/** Writes of one host go one after the other. */
type WriteOfMeeting = OfMeeting & { host: string };

export type RegistrantCalls = {
  /** Every page of one status. */
  listRegistrants(input: OfMeeting & { state: ZoomRegistrant['state'] }): Promise<ZoomRegistrant[]>;
  /** At most 30 at once, let in without a decision of the host's; `mails`: whether Zoom writes to them. */
  addRegistrants(
    input: WriteOfMeeting & { applicants: ZoomApplicant[]; mails: boolean }
  ): Promise<AddedRegistrant[]>;
  /** One alone, where Zoom refused a batch and does not say because of whom. */
  addRegistrant(input: WriteOfMeeting & { applicant: ZoomApplicant }): Promise<AddedRegistrant>;
  /** At most 30 at once. */
  setRegistrantState(
    input: WriteOfMeeting & {
      action: 'approve' | 'cancel' | 'deny';
      registrants: { id: string; email: string }[];
    }
  ): Promise<void>;
  /** Zoom's own record of the registration goes, too. */
  deleteRegistrant(
    input: WriteOfMeeting & { registrantId: string }
  ): Promise<{ kind: 'deleted' } | { kind: 'was-gone' }>;
};
