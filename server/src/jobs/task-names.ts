import type { TaskName } from './types';

const KNOWN: Record<TaskName, true> = {
  'sync-meeting': true,
  'delete-retired-meeting': true,
  'settle-create': true,
  'cancel-meeting': true,
  'refresh-meeting': true,
  'process-webhook-events': true,
  'apply-recording-events': true,
  'list-recordings': true,
  'archive-recording': true,
  'fetch-transcript': true,
  'plan-notices': true,
  'send-notice': true,
  retention: true,
  'fold-attendance': true,
  'watch-meeting': true,
  announce: true,
  'sync-registrants': true,
  'forget-registrant': true,
  'apply-registration-events': true,
  'join-windows': true,
  reconcile: true,
  'schedule-existing': true,
  'follow-related': true,
  sweep: true,
  'apply-defaults': true,
};

export const isTaskName = (name: string): name is TaskName => Object.hasOwn(KNOWN, name);
