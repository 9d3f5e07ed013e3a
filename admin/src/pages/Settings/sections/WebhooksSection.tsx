import { useState } from 'react';

import { Box, Button, Dialog, Field, Flex, IconButton, TextInput } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';
import { ConfirmDialog } from '@strapi/strapi/admin';

import { Notice } from '../../../components/Notice';
import { useCopy } from '../../../components/useCopy';
import { useText } from '../../../translations/useText';
import { useNow } from '../useNow';
import { NumberField } from '../fields/NumberField';
import { SecretField } from '../fields/SecretField';
import { ToggleField } from '../fields/ToggleField';
import { useEdit, useSettings } from '../useSetting';
import { absoluteWebhookUrl, minutesUntil } from '../webhookFacts';
import { ZoomEvents } from '../ZoomEvents';
import { WebhookHealth } from '../WebhookHealth';
import { Cell, Section } from './Section';

export const WebhooksSection = () => {
  const text = useText();
  const { view } = useSettings();
  return (
    <Section title={text('webhooks.title')} intro={text('webhooks.intro')}>
      {view.clockWarning !== null && (
        <Cell isWide>
          <Notice tone="warning" title={text('webhooks.clock.title')}>
            {view.clockWarning}
          </Notice>
        </Cell>
      )}
      <Cell isWide>
        <WebhookUrl />
      </Cell>
      <Cell isWide>
        <ZoomEvents />
      </Cell>
      <SignatureNotice />
      <Cell>
        <SecretField
          name="webhookSecretToken"
          label={text('webhooks.secretToken')}
          hint={text('webhooks.secretToken.hint')}
        />
      </Cell>
      <Cell>
        <SignatureCheck />
      </Cell>
      <Cell>
        <NumberField
          name="webhookToleranceMinutes"
          label={text('webhooks.tolerance')}
          hint={text('webhooks.tolerance.hint')}
        />
      </Cell>
      <WebhookHealth />
    </Section>
  );
};

export const WebhookUrl = () => {
  const text = useText();
  const copy = useCopy();
  const { view } = useSettings();
  const { url, isGuessed } = absoluteWebhookUrl(view.webhookUrl, window.location.origin);
  return (
    <Field.Root name="webhookUrl" hint={isGuessed ? text('webhooks.url.local') : undefined}>
      <Field.Label>{text('webhooks.url')}</Field.Label>
      <Flex gap={2}>
        <Box flex="1">
          <TextInput value={url} readOnly onFocus={({ target }) => target.select()} />
        </Box>
        <IconButton size="L" label={text('webhooks.url.copy')} onClick={() => void copy(url)}>
          <Duplicate />
        </IconButton>
      </Flex>
      <Field.Hint />
    </Field.Root>
  );
};

/** Says that signatures are not checked, or will not be once this is saved. */
const SignatureNotice = () => {
  const text = useText();
  const { view } = useSettings();
  const { edit } = useEdit('verifyWebhookSignatures');
  const minutes = minutesUntil(view.verificationResumesAt, useNow());
  const isOff = !view.verifyWebhookSignatures;
  if (edit === true || (!isOff && edit === undefined)) return null;
  return (
    <Cell isWide>
      <Notice tone="warning">
        {edit === false && text('webhooks.verify.willBeOff')}
        {edit === undefined &&
          (minutes > 0
            ? text('webhooks.verify.offFor', { minutes })
            : text('webhooks.verify.offSoon'))}
      </Notice>
    </Cell>
  );
};

/** The switch of the signature check; switching it off is asked about first. */
const SignatureCheck = () => {
  const text = useText();
  const [switchOff, setSwitchOff] = useState<(() => void) | null>(null);
  return (
    <>
      <ToggleField
        name="verifyWebhookSignatures"
        label={text('webhooks.verify')}
        hint={text('webhooks.verify.hint')}
        onSwitchOff={(action) => setSwitchOff(() => action)}
      />
      <Dialog.Root
        open={switchOff !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setSwitchOff(null);
        }}
      >
        <ConfirmDialog
          title={text('webhooks.verify.confirm.title')}
          endAction={
            <Dialog.Action>
              <Button fullWidth variant="danger-light" onClick={() => switchOff?.()}>
                {text('webhooks.verify.confirm.action')}
              </Button>
            </Dialog.Action>
          }
        >
          {text('webhooks.verify.confirm.body')}
        </ConfirmDialog>
      </Dialog.Root>
    </>
  );
};
