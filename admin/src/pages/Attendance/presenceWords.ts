import type { SessionPerson } from '../../../../contracts/attendance-overview';
import type { TextKey } from '../../translations/areas';

type Words = {
  tone: 'success' | 'warning' | 'danger';
  /** The theme's darker orange is too light to be read on its lightest. */
  text: 'success700' | 'neutral800' | 'danger700';
  label: TextKey;
};

/** How somebody attended, as the list shows it. */
export const PRESENCE_WORDS: Record<string, Words | undefined> = {
  present: { tone: 'success', text: 'success700', label: 'attendance.present' },
  late: { tone: 'warning', text: 'neutral800', label: 'attendance.late' },
  'left-early': { tone: 'warning', text: 'neutral800', label: 'attendance.leftEarly' },
  absent: { tone: 'danger', text: 'danger700', label: 'attendance.absent' },
};

const ANONYMOUS = ['none', 'participant-uuid', 'claimed-email'];

/** A guest of whom nobody knows more than a name they chose. */
export const isUnmatched = ({
  matchedBy,
  registrantDocumentId,
}: Pick<SessionPerson, 'matchedBy' | 'registrantDocumentId'>): boolean =>
  registrantDocumentId === null && ANONYMOUS.includes(matchedBy);
