import { faultSchema, type Fault, type FaultInput } from '../faults/fault';
import type { World } from '../world';

export interface FaultControls {
  addFault(fault: FaultInput): void;
  faults(): Fault[];
  clearFaults(): void;
}

export function createFaultControls(world: World): FaultControls {
  return {
    addFault: (fault) => world.faults.add(faultSchema.parse(fault)),
    faults: () => world.faults.list(),
    clearFaults: () => world.faults.clear(),
  };
}
