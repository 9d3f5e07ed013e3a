/** The steps of a test of the connection, in their order. */
export const CONNECTION_STEPS = ['token', 'scopes', 'host'] as const;
export type ConnectionStepName = (typeof CONNECTION_STEPS)[number];

/** One step of `POST /zoom/settings/test-connection`. */
export type ConnectionStep = {
  name: ConnectionStepName;
  state: 'ok' | 'failed' | 'skipped';
  /** What was found, or what went wrong and what to do. */
  message: string;
};

export type MissingScope = {
  /** Zoom's classic spelling, e.g. `meeting:write:admin`. */
  classic: string;
  /** Zoom's granular spelling, e.g. `meeting:write:meeting:admin`. */
  granular: string;
  /** The feature that does not work without it, in words. */
  feature: string;
  /** False for scopes that only optional features need. */
  required: boolean;
};

/** A scope the Zoom app may be given; `GET /zoom/settings/scopes`, inside `data`. */
export type ScopeEntry = MissingScope & {
  /** Whether the settings, as they are, make use of it. */
  isUsed: boolean;
};

/** Answer of `POST /zoom/settings/test-connection/:step`, inside `data`. */
export type ConnectionStepAnswer = {
  step: ConnectionStep;
  /** Of the step `scopes`; empty in the others. */
  missingScopes: MissingScope[];
  /** Of the step `host`: the account's owner. */
  account: string | null;
};

export type ConnectionAnswer =
  | {
      success: true;
      /** Always "Connected to Zoom successfully!" */
      message: string;
      /** `John Doe (john.doe@company.com)`: the account's owner. */
      account: string;
      steps: ConnectionStep[];
      missingScopes: MissingScope[];
    }
  | {
      success: false;
      message: string;
      steps: ConnectionStep[];
      missingScopes: MissingScope[];
    };
