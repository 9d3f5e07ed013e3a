import { Link, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { MeetingEntry } from '../../../contracts/meeting-desk';
import { useText } from '../translations/useText';

/** Where the Content Manager has a session. */
export const sessionPath = ({ uid, documentId }: { uid: string; documentId: string }): string =>
  `/content-manager/collection-types/${uid}/${documentId}`;

type MeetingTopicProps = { meeting: Pick<MeetingEntry, 'topic' | 'session'> };

/** What a meeting is called, leading to its session. */
export const MeetingTopic = ({ meeting: { topic, session } }: MeetingTopicProps) => {
  const text = useText();
  const name = topic === null || topic === '' ? text('menu.noTopic') : topic;
  const style = { overflowWrap: 'anywhere' } as const;
  if (session === null) {
    return (
      <Typography fontWeight="semiBold" textColor="neutral800" style={style}>
        {name}
      </Typography>
    );
  }
  return (
    <Link tag={NavLink} to={sessionPath(session)} style={style}>
      {name}
    </Link>
  );
};
