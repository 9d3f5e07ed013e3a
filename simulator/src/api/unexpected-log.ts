/** Something a well-made client does not send, whether or not Zoom would have answered it. */
export interface UnexpectedCall {
  at: string;
  method: string;
  path: string;
  why: string;
}

export interface UnexpectedLog {
  report(call: Omit<UnexpectedCall, 'at'>): void;
  list(): UnexpectedCall[];
  clear(): void;
}

export function createUnexpectedLog(readNow: () => number): UnexpectedLog {
  let reports: UnexpectedCall[] = [];
  return {
    report(call) {
      reports.push({ at: new Date(readNow()).toISOString(), ...call });
    },
    list: () => [...reports],
    clear() {
      reports = [];
    },
  };
}
