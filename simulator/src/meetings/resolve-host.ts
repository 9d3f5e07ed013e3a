import type { User } from '../users/user';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';

/**
 * `schedule_for` hands a meeting to another user. It needs the scheduling privilege, which the owner
 * of a server-to-server app seldom holds for its teachers.
 */
export function resolveHost(
  world: World,
  request: { current: User; scheduleFor: string | undefined }
): User {
  const { current, scheduleFor } = request;
  if (scheduleFor === undefined || scheduleFor === '') return current;
  const wanted = world.users.find(scheduleFor);
  if (!wanted) throw zoomErrors.scheduleForUnknown();
  if (wanted.id === current.id) return current;
  if (!world.settings.schedulingPrivilege) throw zoomErrors.cannotScheduleFor(scheduleFor);
  return wanted;
}
