import type { World } from '../world';
import { createAccountControls, type AccountControls } from './account-controls';
import { createFaultControls, type FaultControls } from './fault-controls';
import { createMeetingControls, type MeetingControls } from './meeting-controls';
import { createObservation, type Observation } from './observation';
import { createRoomControls, type RoomControls } from './room-controls';
import { createRecordingControls, type RecordingControls } from './recording-controls';
import { createRegistrantControls, type RegistrantControls } from './registrant-controls';
import { createWebhookControls, type WebhookControls } from './webhook-controls';

/** Everything that can be asked of a running simulator, in-process here and over `/_simulator`. */
export interface Controls
  extends
    Observation,
    FaultControls,
    MeetingControls,
    RoomControls,
    AccountControls,
    RecordingControls,
    RegistrantControls,
    WebhookControls {}

export function createControls(world: World): Controls {
  return {
    ...createObservation(world),
    ...createFaultControls(world),
    ...createMeetingControls(world),
    ...createRoomControls(world),
    ...createAccountControls(world),
    ...createRecordingControls(world),
    ...createRegistrantControls(world),
    ...createWebhookControls(world),
  };
}
