import { toZoomTime } from '../clock';
import type { Actor } from '../meetings/actor';
import type { Meeting } from '../meetings/meeting';
import type { ZoomEvent } from '../webhooks/zoom-event';
import type { World } from '../world';
import type { Registrant, RegistrantAction } from './registrant';

/** In these events `object.id` is an integer. */
function objectOf(meeting: Meeting) {
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    start_time: toZoomTime(meeting.startTime ?? meeting.createdAt),
    duration: meeting.durationMinutes,
    timezone: meeting.timezone,
  };
}

function personOf({ id, firstName, lastName, email }: Registrant) {
  return { id, first_name: firstName, last_name: lastName, email };
}

export function registrationCreated(
  world: World,
  meeting: Meeting,
  registrant: Registrant
): ZoomEvent {
  return {
    event: 'meeting.registration_created',
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...objectOf(meeting),
        registrant: {
          ...personOf(registrant),
          status: registrant.status,
          join_url: registrant.joinUrl,
          participant_pin_code: registrant.pinCode,
          ...(registrant.answers.length > 0 ? { custom_questions: registrant.answers } : {}),
        },
      },
    },
  };
}

const EVENT_OF: Record<RegistrantAction, string> = {
  approve: 'meeting.registration_approved',
  cancel: 'meeting.registration_cancelled',
  deny: 'meeting.registration_denied',
};

export function registrationDecided(
  world: World,
  meeting: Meeting,
  decision: { registrant: Registrant; action: RegistrantAction; actor: Actor }
): ZoomEvent {
  const { registrant, action, actor } = decision;
  const approved = { join_url: registrant.joinUrl, participant_pin_code: registrant.pinCode };
  return {
    event: EVENT_OF[action],
    payload: {
      account_id: world.credentials.accountId,
      operator: actor.operator.email,
      operator_id: actor.operator.id,
      object: {
        ...objectOf(meeting),
        registrant: { ...personOf(registrant), ...(action === 'approve' ? approved : {}) },
      },
    },
  };
}
