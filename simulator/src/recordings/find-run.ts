import type { Instance } from '../live/instance';
import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';

/** By an instance's uuid, or by a meeting's number: its running instance, else the latest. */
export function findMeetingOf(
  world: World,
  run: number | string
): { meeting: Meeting; instance: Instance } | undefined {
  for (const meeting of world.meetings.everything()) {
    const instances = meeting.running ? [...meeting.past, meeting.running] : meeting.past;
    const instance =
      String(meeting.id) === String(run)
        ? instances.at(-1)
        : instances.find(({ uuid }) => uuid === run);
    if (instance) return { meeting, instance };
  }
  return undefined;
}
