import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';

import { CONNECTION_STEPS, type ConnectionStep } from '../../../../contracts/connection';
import { useFailureText } from '../../api/useFailureText';
import { Notice } from '../../components/Notice';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { ScopeChecklist } from './ScopeChecklist';
import { StepList, type StepLine } from './StepList';
import { type ConnectionTestState, useConnectionTest } from './useConnectionTest';
import { useSettings } from './useSetting';

/** Tests what is saved, each step drawn as it finishes; below it the scopes that the app is asked for. */
export const ConnectionTest = () => {
  const text = useText();
  const { canUpdate } = useSettings();
  const isModified = useForm('ConnectionTest', (form) => form.modified);
  const { run, ...state } = useConnectionTest();
  const isRunning = state.running !== null;
  const missing = state.answers.flatMap(({ missingScopes }) => missingScopes);
  return (
    <Flex direction="column" alignItems="stretch" gap={6}>
      {canUpdate && (
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Flex gap={3} wrap="wrap">
            <Button
              variant="secondary"
              loading={isRunning}
              disabled={isModified}
              onClick={() => void run()}
            >
              {text('connection.test')}
            </Button>
            {(isModified || isRunning) && (
              <Typography variant="pi" textColor="neutral600">
                {text(isRunning ? 'connection.test.running' : 'connection.test.unsaved')}
              </Typography>
            )}
          </Flex>
          <Box aria-live="polite" aria-busy={isRunning}>
            <Outcome state={state} />
          </Box>
        </Flex>
      )}
      <ScopeChecklist missing={missing} isTested={state.answers.length > 1} />
    </Flex>
  );
};

const Outcome = ({ state }: { state: ConnectionTestState }) => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const { answers, running, error } = state;
  if (answers.length === 0 && running === null && error === undefined) return null;
  const failed = answers.some(({ step }) => step.state === 'failed');
  const account = answers.map((answer) => answer.account).find((one) => one !== null);
  const isDone = running === null && error === undefined;
  const lineOf = (name: ConnectionStep['name']): StepLine => {
    const found = answers.find(({ step }) => step.name === name);
    const skipped = running === name ? 'running' : 'skipped';
    const shown = found?.step.state ?? skipped;
    return {
      key: name,
      state: shown,
      title: text(`connection.step.${name}`),
      stateLabel: text(`connection.step.${shown}`),
      ...(found === undefined ? {} : { children: said(found.step.message) }),
    };
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {error !== undefined && <Notice tone="danger">{failureText(error)}</Notice>}
      {isDone && failed && <Notice tone="danger" title={text('connection.test.failed')} />}
      {isDone && !failed && (
        <Notice tone="success" title={text('connection.test.passed')}>
          {account !== undefined && text('connection.test.account', { account })}
        </Notice>
      )}
      <StepList steps={CONNECTION_STEPS.map(lineOf)} />
    </Flex>
  );
};
