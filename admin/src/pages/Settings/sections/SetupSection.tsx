import { useEffect } from 'react';

import { Box, Button, Flex, Link, Typography } from '@strapi/design-system';
import { useRBAC } from '@strapi/strapi/admin';
import { Link as RouterLink } from 'react-router-dom';

import { useZoomWebhookHealthQuery } from '../../../api/settingsApi';
import { EVENTS_PERMISSIONS } from '../../../permissions';
import { useText } from '../../../translations/useText';
import { ScopeChecklist } from '../ScopeChecklist';
import { SETUP_STEPS, setupProgress, type SetupStep } from '../setupProgress';
import { StepList } from '../StepList';
import { useConnectionTest } from '../useConnectionTest';
import { useSettings } from '../useSetting';
import { SelfTest } from '../WebhookHealth';
import { ZoomEvents } from '../ZoomEvents';
import { ZOOM_APPS_URL } from './ConnectionSection';
import { Section } from './Section';
import { WebhookUrl } from './WebhooksSection';

const REFRESH_MS = 10_000;
/** Steps that a test of the connection answers. */
const ASKED_OF_ZOOM: readonly SetupStep[] = ['scopes', 'activate', 'host'];

/** The way from no Zoom app to the first event; where it stands is read from the server each time. */
export const SetupSection = () => {
  const text = useText();
  const { view, canUpdate } = useSettings();
  const { allowedActions } = useRBAC(EVENTS_PERMISSIONS);
  const { data: health } = useZoomWebhookHealthQuery(undefined, {
    skip: allowedActions.canRead !== true,
    pollingInterval: REFRESH_MS,
  });
  const test = useConnectionTest();
  const { run } = test;
  const hasCredentials =
    view.accountId !== null && view.clientId !== null && view.clientSecret.isSet;
  useEffect(() => {
    if (hasCredentials && canUpdate) void run();
    // Asked once when the guide is opened, and again by its button: each run asks Zoom.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [hasCredentials, canUpdate]);
  const done = setupProgress({ view, answers: test.answers, health: health ?? null });
  const isAsking = (step: SetupStep) => test.running !== null && ASKED_OF_ZOOM.includes(step);
  const next = SETUP_STEPS.find((step) => !done[step] && !isAsking(step)) ?? null;
  const markOf = (step: SetupStep) => {
    if (done[step]) return 'ok';
    if (isAsking(step)) return 'running';
    return step === next ? 'next' : 'skipped';
  };
  const missing = test.answers.flatMap(({ missingScopes }) => missingScopes);

  const help = {
    app: (
      <Link href={ZOOM_APPS_URL} isExternal>
        {text('setup.app.open')}
      </Link>
    ),
    credentials: <To section="connection" />,
    scopes: <ScopeChecklist missing={missing} isTested={test.answers.length > 1} />,
    activate: (
      <Button
        variant="secondary"
        size="S"
        loading={test.running !== null}
        onClick={() => void run()}
      >
        {text('setup.check')}
      </Button>
    ),
    host: <To section="hosts" />,
    secret: <To section="webhooks" />,
    subscription: (
      <Flex direction="column" alignItems="stretch" gap={4}>
        <WebhookUrl />
        <ZoomEvents />
      </Flex>
    ),
    validated: null,
    event: allowedActions.canReplay === true ? <SelfTest /> : null,
  };
  return (
    <Section title={text('setup.title')} intro={text('setup.intro')}>
      <Box style={{ gridColumn: '1 / -1' }}>
        {SETUP_STEPS.every((step) => done[step]) && (
          <Box paddingBottom={4}>
            <Typography fontWeight="bold">{text('setup.done')}</Typography>
          </Box>
        )}
        <StepList
          steps={SETUP_STEPS.map((step, at) => ({
            key: step,
            state: markOf(step),
            title: `${at + 1}. ${text(`setup.${step}`)}`,
            stateLabel: text(
              isAsking(step) && !done[step]
                ? 'connection.step.running'
                : stateOf({ isDone: done[step], isNext: step === next })
            ),
            children: (
              <Flex direction="column" alignItems="stretch" gap={3}>
                <p>{text(`setup.${step}.hint`)}</p>
                {step === next && help[step] !== null && <Box>{help[step]}</Box>}
              </Flex>
            ),
          }))}
        />
      </Box>
    </Section>
  );
};

const stateOf = ({ isDone, isNext }: { isDone: boolean; isNext: boolean }) => {
  if (isDone) return 'setup.state.done';
  return isNext ? 'setup.state.next' : 'setup.state.later';
};

const To = ({ section }: { section: 'connection' | 'hosts' | 'webhooks' }) => {
  const text = useText();
  return (
    <Link tag={RouterLink} to={{ hash: section }}>
      {text('setup.goTo', { section: text(`${section}.title`) })}
    </Link>
  );
};
