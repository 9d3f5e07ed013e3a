import { parseBody } from '../api/validation';
import { endMeeting } from '../live/end-meeting';
import type { Stay } from '../live/instance';
import { joinMeeting, type Participant } from '../live/join-meeting';
import { leaveMeeting } from '../live/leave-meeting';
import { startMeeting } from '../live/start-meeting';
import { portalActor, type Actor } from '../meetings/actor';
import { createMeeting } from '../meetings/create-meeting';
import { deleteMeeting, recoverMeeting } from '../meetings/delete-meeting';
import type { Meeting } from '../meetings/meeting';
import { toMeetingAnswer } from '../meetings/meeting-answers';
import {
  createMeetingBody,
  updateMeetingBody,
  type CreateMeetingBody,
  type UpdateMeetingBody,
} from '../meetings/meeting-body';
import { updateMeeting } from '../meetings/update-meeting';
import type { World } from '../world';
import { ControlError } from './control-error';

type MeetingAnswer = ReturnType<typeof toMeetingAnswer>;

/** What hosts and participants do, and what people change in Zoom's web portal. Times are epoch ms. */
export interface MeetingControls {
  startMeeting(id: number | string, options?: { at?: number | undefined }): { uuid: string };
  joinMeeting(id: number | string, participant: Participant): Stay;
  leaveMeeting(
    id: number | string,
    departure: {
      name?: string;
      participantUuid?: string;
      userId?: string;
      reason?: string | undefined;
      at?: number | undefined;
    }
  ): Stay;
  endMeeting(id: number | string, options?: { at?: number | undefined }): void;
  /** `host` is an id or e-mail address; so is `operator`, which is the host when left out. */
  createMeeting(
    portal: { host: string; operator?: string | undefined },
    body: CreateMeetingBody
  ): MeetingAnswer;
  changeMeeting(id: number | string, body: UpdateMeetingBody, operator?: string): MeetingAnswer;
  deleteMeeting(id: number | string, operator?: string): void;
  recoverMeeting(id: number | string, operator?: string): void;
}

export function createMeetingControls(world: World): MeetingControls {
  function existing(id: number | string): Meeting {
    const meeting = world.meetings.find(Number(id));
    if (!meeting) throw new ControlError(404, `No meeting ${id}.`);
    return meeting;
  }

  function person(operator: string | undefined, hostId: string): Actor {
    return portalActor(world.users.get(operator ?? hostId));
  }

  return {
    startMeeting(id, options = {}) {
      const outcome = startMeeting(world, { meeting: existing(id), at: options.at });
      if (outcome.kind === 'host-busy') throw hostBusy(outcome.meetingIds);
      if (outcome.kind === 'already-running') {
        throw new ControlError(409, `Meeting ${id} is already running.`);
      }
      return { uuid: outcome.instance.uuid };
    },
    joinMeeting(id, participant) {
      const outcome = joinMeeting(world, { meeting: existing(id), participant });
      switch (outcome.kind) {
        case 'joined':
          return structuredClone(outcome.stay);
        case 'not-started':
          throw new ControlError(409, `Meeting ${id} is not running; start it first.`);
        case 'host-busy':
          throw hostBusy(outcome.meetingIds);
        default:
          return outcome satisfies never;
      }
    },
    leaveMeeting(id, { reason, at, ...who }) {
      const outcome = leaveMeeting(world, { meeting: existing(id), who, reason, at });
      switch (outcome.kind) {
        case 'left':
          return structuredClone(outcome.stay);
        case 'not-running':
          throw new ControlError(409, `Meeting ${id} is not running.`);
        case 'not-present':
          throw new ControlError(409, `Nobody by that name is in meeting ${id}.`);
        default:
          return outcome satisfies never;
      }
    },
    endMeeting(id, options = {}) {
      const outcome = endMeeting(world, existing(id), options.at);
      if (outcome.kind === 'not-running') {
        throw new ControlError(409, `Meeting ${id} is not running.`);
      }
    },
    createMeeting({ host, operator }, body) {
      const user = world.users.get(host);
      const meeting = createMeeting(world, {
        user,
        body: parseBody(createMeetingBody, body),
        actor: person(operator, user.id),
      });
      return toMeetingAnswer(world, meeting);
    },
    changeMeeting(id, body, operator) {
      const meeting = existing(id);
      updateMeeting(world, {
        meeting,
        body: parseBody(updateMeetingBody, body),
        actor: person(operator, meeting.hostId),
      });
      return toMeetingAnswer(world, meeting);
    },
    deleteMeeting(id, operator) {
      const meeting = existing(id);
      deleteMeeting(world, { meeting, actor: person(operator, meeting.hostId) });
    },
    recoverMeeting(id, operator) {
      const actor = person(operator, world.users.owner().id);
      recoverMeeting(world, { idInPath: String(id), actor });
    },
  };
}

function hostBusy(meetingIds: number[]): ControlError {
  return new ControlError(409, `The host is already running ${meetingIds.join(', ')}.`);
}
