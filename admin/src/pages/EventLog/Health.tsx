import { Box, Button, Flex, Link, Loader, Status, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';

import type { EventHealth, ExpectedEvent } from '../../../../contracts/event-log';
import { useEventHealthQuery } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { Fact, Facts } from '../../components/list/Fact';
import { RecordTable } from '../../components/list/RecordTable';
import { useMoment } from '../../components/list/words';
import { Notice } from '../../components/Notice';
import { useLookAgain } from '../../components/useLookAgain';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { SelfTest } from './SelfTest';

const LOOK_AGAIN_MS = 15_000;

const TONE = { seen: 'success', missing: 'danger', 'no-occasion': 'neutral' } as const;
const VERDICT = {
  seen: 'events.verdict.seen',
  missing: 'events.verdict.missing',
  'no-occasion': 'events.verdict.none',
} as const;

/** How well Zoom's events reach this site. */
export const Health = () => {
  const text = useText();
  const failureText = useFailureText();
  const { data, error, refetch } = useEventHealthQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  useLookAgain(refetch, LOOK_AGAIN_MS);
  if (data !== undefined) return <OpenHealth health={data} />;
  return error === undefined ? (
    <Flex justifyContent="center" minHeight="30rem">
      <Loader>{text('list.loading')}</Loader>
    </Flex>
  ) : (
    <Notice
      tone="danger"
      actions={
        <Button variant="secondary" size="S" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      }
    >
      {failureText(error)}
    </Notice>
  );
};

const OpenHealth = ({ health }: { health: EventHealth }) => {
  const text = useText();
  const said = useSaid();
  const moment = useMoment();
  const { clock, expected, failures, verification } = health;
  return (
    <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
      {clock.warning !== null && <Notice tone="warning">{said(clock.warning)}</Notice>}
      {!verification.isOn && (
        <Notice tone="warning">
          {verification.resumesAt === null
            ? text('events.verificationOff')
            : text('events.verificationOffUntil', { at: moment(verification.resumesAt) })}
        </Notice>
      )}
      <Facts>
        <Fact label={text('events.lastReceived')}>{moment(health.lastReceivedAt)}</Fact>
        <Fact label={text('events.failures')}>
          {failures.count > 0 ? (
            <Link tag={NavLink} to="?state=failed">
              {failures.count}
            </Link>
          ) : (
            0
          )}
        </Fact>
        <Fact label={text('events.overdue')}>{health.overdue}</Fact>
        <Fact label={text('events.unverifiedCount')}>{verification.unverifiedEvents}</Fact>
      </Facts>
      <SelfTest />
      <Box tag="section" aria-labelledby="expected-events">
        <Box paddingBottom={3}>
          <Typography tag="h2" id="expected-events" variant="delta" textColor="neutral800">
            {text('events.expected')}
          </Typography>
        </Box>
        <RecordTable
          label={text('events.expected')}
          columns={[
            { name: 'event', label: text('events.event') },
            { name: 'verdict', label: text('events.state') },
            { name: 'last', label: text('events.lastReceived') },
            { name: 'for', label: text('events.neededFor') },
          ]}
          read={{ data: { data: expected }, isFetching: false, refetch: () => undefined }}
          row={(one) => <ExpectedRow key={one.event} expected={one} />}
          empty={text('events.none')}
        />
      </Box>
    </Flex>
  );
};

const ExpectedRow = ({ expected }: { expected: ExpectedEvent }) => {
  const text = useText();
  const moment = useMoment();
  return (
    <Tr>
      <Td>
        <Typography textColor="neutral800" fontWeight="semiBold">
          {expected.event}
        </Typography>
      </Td>
      <Td>
        <Status variant={TONE[expected.verdict]} size="S" display="inline-flex">
          {text(VERDICT[expected.verdict])}
        </Status>
      </Td>
      <Td>
        <Typography textColor="neutral600">{moment(expected.lastReceivedAt)}</Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600" style={{ whiteSpace: 'normal' }}>
          {text(`events.for.${expected.event}`)}
        </Typography>
      </Td>
    </Tr>
  );
};
