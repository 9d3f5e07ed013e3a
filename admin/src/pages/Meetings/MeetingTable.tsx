import { Box, Checkbox, Typography } from '@strapi/design-system';
import { Table } from '@strapi/strapi/admin';

import type { MeetingEntry } from '../../../../contracts/meeting-desk';
import { EmptyList } from '../../components/list/EmptyList';
import { MeetingBadge } from '../../components/MeetingBadge';
import { MeetingTopic } from '../../components/MeetingTopic';
import { useWhen } from '../../components/useWhen';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { RowActions } from './RowActions';

type MeetingTableProps = {
  meetings: readonly MeetingEntry[];
  /** Said where there are none. */
  empty: string;
  /** Null for who may not repair. */
  selection: {
    chosen: ReadonlySet<string>;
    onChoose: (ids: string[], isOn: boolean) => void;
  } | null;
  onDetails: (documentId: string) => void;
  onAct: (by: 'retry' | 'cancel', meeting: MeetingEntry) => void;
};

/** A page of meetings. */
export const MeetingTable = ({ meetings, selection, ...props }: MeetingTableProps) => {
  const text = useText();
  const said = useSaid();
  const when = useWhen();
  const headers = [
    { name: 'topic', label: text('meetings.column.topic'), sortable: true },
    { name: 'startTime', label: text('meetings.column.start'), sortable: true },
    { name: 'host', label: text('meetings.column.host'), sortable: false },
    { name: 'state', label: text('meetings.column.state'), sortable: true },
  ];
  const ids = meetings.map(({ documentId }) => documentId);
  const chosenHere = ids.filter((id) => selection?.chosen.has(id));
  const isEachChosen = chosenHere.length === ids.length;
  const rows = meetings.map((meeting) => ({ id: meeting.documentId }));
  if (meetings.length === 0) return <EmptyList content={props.empty} />;
  return (
    <Table.Root rows={rows} headers={headers}>
      <Table.Content>
        <Table.Head>
          {selection !== null && (
            <Box tag="th" paddingLeft={4}>
              <Checkbox
                aria-label={text('meetings.selectAll')}
                checked={isEachChosen ? true : chosenHere.length > 0 ? 'indeterminate' : false}
                onCheckedChange={() => selection.onChoose(ids, !isEachChosen)}
              />
            </Box>
          )}
          {headers.map((header) => (
            <Table.HeaderCell key={header.name} {...header} />
          ))}
          <Table.HeaderCell name="actions" label={text('meetings.column.actions')} />
        </Table.Head>
        <Table.Body>
          {meetings.map((meeting) => (
            <Table.Row key={meeting.documentId}>
              {selection !== null && (
                <Table.Cell>
                  <Checkbox
                    aria-label={text('meetings.select', {
                      topic: meeting.topic ?? text('menu.noTopic'),
                    })}
                    checked={selection.chosen.has(meeting.documentId)}
                    onCheckedChange={(isOn) =>
                      selection.onChoose([meeting.documentId], isOn === true)
                    }
                  />
                </Table.Cell>
              )}
              <Table.Cell>
                <Box minWidth="16rem" maxWidth="32rem" style={{ whiteSpace: 'normal' }}>
                  <MeetingTopic meeting={meeting} />
                </Box>
              </Table.Cell>
              <Table.Cell>
                <Box minWidth="14rem" maxWidth="20rem" style={{ whiteSpace: 'normal' }}>
                  <Typography textColor="neutral800">{when(meeting) ?? '–'}</Typography>
                </Box>
              </Table.Cell>
              <Table.Cell>
                <Box maxWidth="18rem">
                  <Typography textColor="neutral800" ellipsis title={meeting.host ?? undefined}>
                    {meeting.host ?? '–'}
                  </Typography>
                </Box>
              </Table.Cell>
              <Table.Cell>
                <Box title={meeting.syncError === null ? undefined : said(meeting.syncError)}>
                  <MeetingBadge meeting={meeting} />
                </Box>
              </Table.Cell>
              <Table.Cell>
                <RowActions
                  meeting={meeting}
                  canRepair={selection !== null}
                  onDetails={props.onDetails}
                  onAct={props.onAct}
                />
              </Table.Cell>
            </Table.Row>
          ))}
        </Table.Body>
      </Table.Content>
    </Table.Root>
  );
};
