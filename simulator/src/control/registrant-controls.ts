import { portalActor } from '../meetings/actor';
import type { Meeting } from '../meetings/meeting';
import {
  addRegistrant,
  checkRegistration,
  decideRegistrant,
  findRegistrant,
  type Applicant,
  type Registrant,
  type RegistrantAction,
} from '../registrants/registrant';
import { registrationCreated, registrationDecided } from '../registrants/registrant-events';
import type { World } from '../world';
import { ControlError } from './control-error';

/** What people do on Zoom's own registration page, and hosts in Zoom's portal. */
export interface RegistrantControls {
  /** Everybody who ever registered and was not deleted. */
  registrants(id: number | string): Registrant[];
  /** Somebody fills in the meeting's registration page. */
  registerOnPage(id: number | string, applicant: Applicant): Registrant;
  /** The host, or `operator`, approves, cancels or denies a registration. */
  decideInPortal(
    id: number | string,
    decision: { email: string; action: RegistrantAction; operator?: string | undefined }
  ): Registrant;
}

export function createRegistrantControls(world: World): RegistrantControls {
  function existing(id: number | string): Meeting {
    const meeting = world.meetings.find(Number(id));
    if (!meeting) throw new ControlError(404, `No meeting ${id}.`);
    return meeting;
  }

  return {
    registrants: (id) => structuredClone(existing(id).registrants),
    registerOnPage(id, applicant) {
      const meeting = existing(id);
      checkRegistration(world, meeting);
      const { registrant, isNew } = addRegistrant(world, {
        meeting,
        applicant,
        autoApprove: false,
      });
      if (isNew) world.webhooks.emit(registrationCreated(world, meeting, registrant));
      return structuredClone(registrant);
    },
    decideInPortal(id, { email, action, operator }) {
      const meeting = existing(id);
      const registrant = findRegistrant(meeting, { email });
      if (!registrant)
        throw new ControlError(409, `Nobody with that address registered for ${id}.`);
      if (!decideRegistrant(registrant, action)) {
        throw new ControlError(409, `The registration is ${registrant.status}.`);
      }
      const actor = portalActor(world.users.get(operator ?? meeting.hostId));
      world.webhooks.emit(registrationDecided(world, meeting, { registrant, action, actor }));
      return structuredClone(registrant);
    },
  };
}
