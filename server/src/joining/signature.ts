import type { SdkRole, SignatureAnswer, SignatureBody } from '../../../contracts/join';
import type { Caller } from '../domain/caller';
import { isOpen, type JoinVerdict } from '../domain/join-policy';
import { invalid, Refusal } from '../integration';
import { SDK_LIMITS, signSdkJoin, type ZoomMeeting } from '../zoom';
import type { Settings } from '../settings';
import type { CustomerKeys } from './customer-keys';
import type { Joinable } from './joinable';
import type { Registration } from './registrations';

const NO_KEYS =
  'The Meeting SDK is not set up: enter sdkKey and sdkSecret (Settings → Zoom, or ZOOM_SDK_KEY and ZOOM_SDK_SECRET)';
/** What somebody is called in the meeting who said no name. */
const NAMELESS = 'Guest';

/** The keys of the Meeting SDK. @throws Refusal 503 naming the setting that is missing. */
const sdkKeys = ({ sdkKey, sdkSecret }: Settings): { sdkKey: string; sdkSecret: string } => {
  if (sdkKey && sdkSecret) return { sdkKey, sdkSecret };
  const settings = [...(sdkKey ? [] : ['sdkKey']), ...(sdkSecret ? [] : ['sdkSecret'])];
  throw new Refusal({ status: 503, message: NO_KEYS, details: { settings } });
};

/** Long enough for Zoom, no longer than the meeting can be joined, two hours at most. */
const lifetime = (issuedAt: number, closesAt: Date | null): number => {
  const { shortest, usual } = SDK_LIMITS;
  const untilClosed = closesAt ? Math.floor(closesAt.getTime() / 1000) - issuedAt : usual;
  return Math.min(usual, Math.max(shortest, untilClosed));
};

/** Where Zoom registers a meeting's participants, the personal link has a token that the SDK needs. */
const personalToken = ({ joinUrl }: Registration): string | null => {
  const isUrl = joinUrl !== null && URL.canParse(joinUrl);
  return isUrl ? new URL(joinUrl).searchParams.get('tk') : null;
};

/** What somebody is called and reached by: the account's, or what a guest says. */
const saidOf = ({ person }: Caller, { guest }: SignatureBody) => {
  if (person === null) {
    return { accountKey: null, name: guest?.name ?? null, email: guest?.email ?? null };
  }
  if (guest !== undefined) {
    const message = 'guest is for visitors without a log-in: the account says who this is';
    throw invalid([{ field: 'guest', message }]);
  }
  return { accountKey: person.accountKey, name: person.name, email: person.email };
};

/** A request for a signature of which all is known. */
export type SignatureRequest = {
  joinable: Joinable;
  caller: Caller;
  body: SignatureBody;
  role: SdkRole;
  registration: Registration;
  verdict: JoinVerdict;
};

/** Signs for people whom the policy lets in. */
export const createSigning = (deps: {
  settings: () => Settings;
  customerKeys: CustomerKeys;
  /** The meeting as Zoom has it. @throws Refusal where its host is none of ours. */
  readMeeting: (zoomId: string) => Promise<Pick<ZoomMeeting, 'hostId'>>;
  /** The host's access key, fetched now. */
  accessKey: (hostId: string) => Promise<string>;
  clock: () => Date;
}) => {
  /** @throws Refusal 403 where the policy lets nobody in now, saying from when it does. */
  const refuseClosed = ({ state, window, reason }: JoinVerdict): void => {
    if (isOpen({ state })) return;
    const details = { state, ...(window ? { opensAt: window.opensAt.toISOString() } : {}) };
    throw new Refusal({ status: 403, message: reason ?? 'Not now.', details });
  };

  return async (request: SignatureRequest): Promise<SignatureAnswer> => {
    const { joinable, caller, body, role, registration, verdict } = request;
    const { row, passcode } = joinable;
    const said = saidOf(caller, body);
    refuseClosed(verdict);
    const settings = deps.settings();
    const keys = sdkKeys(settings);
    const { zoomId } = row;
    if (zoomId === null || row.accountId !== settings.accountId) {
      const message = 'This meeting belongs to another Zoom account than the Meeting SDK’s keys.';
      throw new Refusal({ status: 409, message });
    }
    const zak =
      role === 1 ? await deps.accessKey((await deps.readMeeting(zoomId)).hostId) : undefined;
    const issuedAt = Math.floor(deps.clock().getTime() / 1000) - SDK_LIMITS.lead;
    const lifetimeSeconds = lifetime(issuedAt, verdict.window?.closesAt ?? null);
    const tk = personalToken(registration);
    return {
      signature: signSdkJoin({ ...keys, meetingNumber: zoomId, role, issuedAt, lifetimeSeconds }),
      sdkKey: keys.sdkKey,
      meetingNumber: zoomId,
      password: passcode,
      userName: (said.name ?? NAMELESS).slice(0, 64),
      userEmail: said.email ?? '',
      customerKey: await deps.customerKeys.keyFor(row.id, said),
      ...(tk ? { tk } : {}),
      ...(zak ? { zak } : {}),
    };
  };
};
