import { endMeeting } from '../live/end-meeting';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import type { Actor } from './actor';
import type { Meeting } from './meeting';
import { meetingDeleted, meetingRecovered } from './meeting-events';

/** Moves a meeting to the recycle bin; a running one ends first. */
export function deleteMeeting(
  world: World,
  { meeting, actor }: { meeting: Meeting; actor: Actor }
): void {
  endMeeting(world, meeting);
  meeting.deletedAt = world.clock.now();
  world.webhooks.emit(meetingDeleted(world, meeting, actor));
}

/** Takes a meeting back out of the recycle bin, where it stays for a week. */
export function recoverMeeting(
  world: World,
  { idInPath, actor }: { idInPath: string; actor: Actor }
): void {
  const meeting = world.meetings.findDeleted(idInPath);
  if (!meeting) throw zoomErrors.meetingDoesNotExist(idInPath);
  meeting.deletedAt = null;
  world.webhooks.emit(meetingRecovered(world, meeting, actor));
}
