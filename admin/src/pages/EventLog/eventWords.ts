/** How the state of an event is coloured. */
export const EVENT_TONE = {
  received: 'secondary',
  processed: 'success',
  stored: 'success',
  ignored: 'neutral',
  failed: 'danger',
} as const;
