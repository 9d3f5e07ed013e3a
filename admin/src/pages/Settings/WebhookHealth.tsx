import { Box, Button, Flex, Status, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { EventHealth, ExpectedEvent } from '../../../../contracts/event-log';
import { useZoomSelfTestMutation, useZoomWebhookHealthQuery } from '../../api/settingsApi';
import { useFailureText } from '../../api/useFailureText';
import { Notice } from '../../components/Notice';
import { EVENTS_PERMISSIONS } from '../../permissions';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { Cell } from './sections/Section';
import { StepList } from './StepList';

const REFRESH_MS = 20_000;

const LIGHT = { seen: 'success', missing: 'danger', 'no-occasion': 'neutral' } as const;

/** How well Zoom's events reach this site: a light for each, and a test through the public address. */
export const WebhookHealth = () => {
  const { allowedActions } = useRBAC(EVENTS_PERMISSIONS);
  if (allowedActions.canRead !== true) return null;
  return (
    <Cell isWide>
      <Health canTest={allowedActions.canReplay === true} />
    </Cell>
  );
};

const Health = ({ canTest }: { canTest: boolean }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const { data } = useZoomWebhookHealthQuery(undefined, { pollingInterval: REFRESH_MS });
  const last = data?.lastReceivedAt ?? null;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Flex justifyContent="space-between" gap={3} wrap="wrap">
        <Box>
          <Typography tag="h3" fontWeight="bold">
            {text('webhooks.health')}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {last === null
              ? text('webhooks.health.never')
              : text('webhooks.health.last', {
                  when: formatDate(last, { dateStyle: 'medium', timeStyle: 'short' }),
                })}
          </Typography>
        </Box>
      </Flex>
      {data !== undefined && <Lights health={data} />}
      {canTest && <SelfTest />}
    </Flex>
  );
};

const Lights = ({ health }: { health: EventHealth }) => {
  const text = useText();
  const { failures, overdue } = health;
  return (
    <>
      {(failures.count > 0 || overdue > 0) && (
        <Notice tone="warning">
          {failures.count > 0 && <p>{text('webhooks.health.failed', { count: failures.count })}</p>}
          {overdue > 0 && <p>{text('webhooks.health.overdue', { count: overdue })}</p>}
        </Notice>
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {health.expected.map((expected) => (
          <Light key={expected.event} expected={expected} />
        ))}
      </Flex>
    </>
  );
};

const Light = ({ expected }: { expected: ExpectedEvent }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const { event, verdict, lastReceivedAt } = expected;
  return (
    <Flex tag="li" justifyContent="space-between" gap={3} wrap="wrap">
      <Typography tag="code" variant="pi">
        {event}
      </Typography>
      <Status variant={LIGHT[verdict]} size="XS">
        {lastReceivedAt === null
          ? text(`webhooks.health.${verdict}`)
          : formatDate(lastReceivedAt, { dateStyle: 'medium', timeStyle: 'short' })}
      </Status>
    </Flex>
  );
};

/** Signs an event and sends it to ourselves by the address that Zoom uses. */
export const SelfTest = () => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const [test, { data, error, isLoading }] = useZoomSelfTestMutation();
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Flex gap={3} wrap="wrap">
        <Button variant="secondary" loading={isLoading} onClick={() => void test(undefined)}>
          {text('webhooks.selfTest')}
        </Button>
        <Typography variant="pi" textColor="neutral600">
          {text('webhooks.selfTest.hint')}
        </Typography>
      </Flex>
      <Box aria-live="polite" aria-busy={isLoading}>
        {error !== undefined && <Notice tone="danger">{failureText(error)}</Notice>}
        {data !== undefined && !isLoading && (
          <StepList
            steps={data.hops.map(({ name, ok, message, remedy }) => ({
              key: name,
              state: ok ? 'ok' : 'failed',
              title: text(`webhooks.hop.${name}`),
              stateLabel: text(ok ? 'connection.step.ok' : 'connection.step.failed'),
              children: [message, remedy ?? ''].filter(Boolean).map(said).join(' '),
            }))}
          />
        )}
      </Box>
    </Flex>
  );
};
