import type { SessionWarning } from '../../../../contracts/session-panel';

const KINDS = {
  closed: true,
  past: true,
  'no-host': true,
  'host-refused': true,
  halted: true,
  'host-changes': true,
  'host-paused': true,
  'day-used': true,
  overlap: true,
  'from-before': true,
} satisfies Record<SessionWarning['kind'], true>;

/** Whether there are texts for it: a server that is newer than this page may know more. */
export const isKnown = (kind: string): boolean => Object.hasOwn(KINDS, kind);

/** What is filled in, with moments as `momentOf` writes them and reasons as `said` words them. */
export const warningValues = (
  warning: SessionWarning,
  { momentOf, said }: { momentOf: (iso: string) => string; said: (english: string) => string }
): Record<string, string | number> => {
  const { kind: _kind, text: _text, ...values } = warning;
  if ('startTime' in values) return { ...values, startTime: momentOf(values.startTime) };
  return 'because' in values ? { ...values, because: said(values.because) } : values;
};
