import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle } from '@strapi/icons';
import { useRBAC } from '@strapi/strapi/admin';

import { useEventSelfTestMutation } from '../../api/recordsApi';
import { useFailureText } from '../../api/useFailureText';
import { Notice } from '../../components/Notice';
import { EVENTS_REPLAY } from '../../permissions';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

/** Sends an event the way Zoom does, and shows how far it comes. */
export const SelfTest = () => {
  const text = useText();
  const said = useSaid();
  const failureText = useFailureText();
  const { allowedActions } = useRBAC(EVENTS_REPLAY);
  const [run, { data, error, isLoading }] = useEventSelfTestMutation();
  if (allowedActions.canReplay !== true) return null;
  return (
    <Box
      tag="section"
      aria-labelledby="self-test"
      background="neutral0"
      borderColor="neutral150"
      hasRadius
      shadow="tableShadow"
      padding={6}
    >
      <Flex justifyContent="space-between" alignItems="flex-start" gap={4} wrap="wrap">
        <Box>
          <Typography tag="h2" id="self-test" variant="delta" textColor="neutral800">
            {text('events.selfTest')}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text('events.selfTestHint')}
          </Typography>
        </Box>
        <Button variant="secondary" loading={isLoading} onClick={() => void run(undefined)}>
          {text('events.selfTestRun')}
        </Button>
      </Flex>
      <Box role="status">
        {error !== undefined && (
          <Box paddingTop={4}>
            <Notice tone="danger">{failureText(error)}</Notice>
          </Box>
        )}
        {data !== undefined && (
          <Flex tag="ol" direction="column" alignItems="stretch" gap={2} paddingTop={4}>
            {data.hops.map(({ name, ok, message, remedy }) => (
              <Flex tag="li" key={name} gap={2} alignItems="flex-start">
                <Flex color={ok ? 'success600' : 'danger600'} paddingTop="2px" shrink={0}>
                  {ok ? (
                    <CheckCircle fill="currentColor" aria-label={text('events.hop.ok')} />
                  ) : (
                    <CrossCircle fill="currentColor" aria-label={text('events.hop.failed')} />
                  )}
                </Flex>
                <Box style={{ overflowWrap: 'anywhere' }}>
                  <Typography textColor="neutral800">{said(message)}</Typography>
                  {remedy !== null && (
                    <Typography tag="p" textColor="danger600">
                      {said(remedy)}
                    </Typography>
                  )}
                </Box>
              </Flex>
            ))}
          </Flex>
        )}
      </Box>
    </Box>
  );
};
