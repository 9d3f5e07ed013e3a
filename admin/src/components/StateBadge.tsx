import type { ReactNode } from 'react';

import { Status } from '@strapi/design-system';

import type { MeetingTone } from './meetingWords';

/** A state in a badge. The letters that a warning has by itself are too pale on its ground (2.7 : 1). */
export const StateBadge = ({ tone, children }: { tone: MeetingTone; children: ReactNode }) => (
  <Status
    variant={tone}
    size="S"
    display="inline-flex"
    {...(tone === 'warning' ? { color: 'neutral800' } : {})}
  >
    {children}
  </Status>
);
