/** A field of the request that cannot stand, by its dotted path. */
export type FieldFault = { field: string; message: string };

const NAMES = {
  400: 'ValidationError',
  403: 'ForbiddenError',
  404: 'NotFoundError',
  409: 'ConflictError',
  422: 'UnprocessableEntityError',
  429: 'RateLimitError',
  502: 'BadGatewayError',
  503: 'ServiceUnavailableError',
  504: 'GatewayTimeoutError',
} as const;
export type RefusalStatus = keyof typeof NAMES;

type RefusalFacts = {
  status: RefusalStatus;
  message: string;
  details?: Record<string, unknown>;
  retryAfterSeconds?: number | null;
};

/** Why a request about meetings is not answered with a success. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly details: Record<string, unknown>;
  /** For the `Retry-After` header; null where waiting changes nothing or nobody knows how long. */
  readonly retryAfterSeconds: number | null;

  constructor({ status, message, details = {}, retryAfterSeconds = null }: RefusalFacts) {
    super(message);
    this.name = NAMES[status];
    this.status = status;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The first field, and every fault in Strapi's own spelling. */
export const faultDetails = (faults: readonly FieldFault[]): Record<string, unknown> => ({
  ...(faults[0] && faults[0].field !== '' ? { field: faults[0].field } : {}),
  errors: faults.map(({ field, message }) => ({
    path: field === '' ? [] : field.split('.'),
    message,
    name: 'ValidationError',
  })),
});

/** 400 that names each field. `failure` goes in front: "Meeting creation failed". */
export const invalid = (faults: readonly FieldFault[], failure?: string): Refusal => {
  const reasons = faults.map(({ message }) => message).join('; ');
  return new Refusal({
    status: 400,
    message: failure === undefined ? reasons : `${failure}: ${reasons}`,
    details: faultDetails(faults),
  });
};

/** 404 for a meeting that Zoom does not have, or whose host the settings do not allow. */
export const noSuchMeeting = (id: string): Refusal =>
  new Refusal({
    status: 404,
    message: `There is no meeting ${id.slice(0, 32)} among those of the allowed hosts`,
    details: { field: 'id' },
  });

/** 404 for a host that does not exist here. */
export const noSuchHost = (host: string): Refusal =>
  new Refusal({
    status: 404,
    message: `There is no host ${host} here: the Zoom settings name the hosts that are allowed`,
    details: { field: 'host' },
  });
