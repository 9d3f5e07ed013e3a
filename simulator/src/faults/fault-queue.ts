import type { Fault } from './fault';

/** Faults waiting for their calls; the oldest that matches strikes. */
export interface FaultQueue {
  add(fault: Fault): void;
  /** The fault for this call, counted as used. */
  take(call: { method: string; path: string }): Fault | undefined;
  list(): Fault[];
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  let faults: Fault[] = [];
  return {
    add(fault) {
      faults.push({ ...fault });
    },
    take(call) {
      const fault = faults.find((candidate) => isAimedAt(candidate, call) && !letsPass(candidate));
      if (!fault) return undefined;
      fault.times -= 1;
      faults = faults.filter(({ times }) => times > 0);
      return fault;
    },
    list: () => faults.map((fault) => ({ ...fault })),
    clear() {
      faults = [];
    },
  };
}

function isAimedAt(fault: Fault, { method, path }: { method: string; path: string }): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  if (fault.path === undefined) return !path.startsWith('/oauth/');
  const pattern = fault.path.split('*').map(escapeForRegExp).join('.*');
  return new RegExp(`^${pattern}$`).test(path);
}

function letsPass(fault: Fault): boolean {
  if (fault.skip === 0) return false;
  fault.skip -= 1;
  return true;
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
}
