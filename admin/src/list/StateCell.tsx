import { Box, Typography } from '@strapi/design-system';
import { useTable } from '@strapi/strapi/admin';

import { useSessionStatesQuery } from '../api/deskApi';
import { MeetingBadge } from '../components/MeetingBadge';
import { useLookAgain } from '../components/useLookAgain';
import { useText } from '../translations/useText';

const LOOK_MS = 30_000;
const noLook = (): void => undefined;

const idsOf = (rows: readonly object[]): string[] =>
  rows.flatMap((row) =>
    'documentId' in row && typeof row.documentId === 'string' ? [row.documentId] : []
  );

type StateCellProps = { uid: string; documentId: string };

/**
 * Where the meeting of a listed session stands. All cells of a page ask the same question, which
 * goes to the server once; the first of them asks again.
 */
const StateCell = ({ uid, documentId }: StateCellProps) => {
  const text = useText();
  const ids = idsOf(useTable('StateCell', ({ rows }) => rows));
  const { data, refetch } = useSessionStatesQuery(
    { uid, ids: ids.slice(0, 100).join(',') },
    { skip: ids.length === 0, refetchOnMountOrArgChange: 5 }
  );
  useLookAgain(ids[0] === documentId ? refetch : noLook, LOOK_MS);
  const found = data?.[documentId];
  return (
    // As high with a badge as without, so that rows do not move when the answer comes.
    <Box minHeight="2.4rem">
      {found !== undefined ? (
        <MeetingBadge meeting={found} />
      ) : (
        data !== undefined && (
          <Typography textColor="neutral600" title={text('state.none')}>
            –
          </Typography>
        )
      )}
    </Box>
  );
};

export default StateCell;
