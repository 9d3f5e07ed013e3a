import { Box, Button, Dialog, Flex } from '@strapi/design-system';
import { Check } from '@strapi/icons';
import { Blocker, ConfirmDialog, Form, Layouts, Page, useRBAC } from '@strapi/strapi/admin';
import { useLocation } from 'react-router-dom';

import type { SettingsView } from '../../../../contracts/settings';
import { readFailure } from '../../api/failure';
import { useSettingsQuery } from '../../api/zoomApi';
import { Notice } from '../../components/Notice';
import { StateBadge } from '../../components/StateBadge';
import { SETTINGS_UPDATE } from '../../permissions';
import { useText } from '../../translations/useText';
import { ModeNotice } from './ModeNotice';
import { ReconcileHoldNotice } from './ReconcileHoldNotice';
import { SectionNav } from './SectionNav';
import type { Edits } from './settingsForm';
import { SECTIONS } from './settingsSections';
import { SettingsProvider } from './useSetting';
import { useSaveSettings } from './useSaveSettings';

const NO_EDITS: Edits = {};
/** How often to look again while something on the page ends by itself. */
const REFRESH_MS = 30_000;

const MODE_TONE = {
  active: 'success',
  off: 'neutral',
  paused: 'warning',
  detached: 'danger',
} as const;

/** Settings → Zoom: loading, no permission, failed with a way on, or the form. */
export const SettingsPage = () => {
  const text = useText();
  const rbac = useRBAC(SETTINGS_UPDATE);
  const { data, error, isFetching, refetch } = useSettings();
  if (data !== undefined && !rbac.isLoading) {
    return <SettingsForm view={data} canUpdate={rbac.allowedActions.canUpdate === true} />;
  }
  if (isFetching || rbac.isLoading) return <Page.Loading>{text('settings.loading')}</Page.Loading>;
  if (readFailure(error).status === 403) return <Page.NoPermissions />;
  return (
    <Page.Error
      content={text('settings.loadFailed')}
      action={
        <Button variant="secondary" onClick={() => void refetch()}>
          {text('common.retry')}
        </Button>
      }
    />
  );
};

/** The settings, looked at again while a pause or switched-off signatures may end by themselves. */
const useSettings = () => {
  const { data } = useSettingsQuery(undefined);
  const isTransient =
    data !== undefined && (data.mode.kind === 'paused' || !data.verifyWebhookSignatures);
  return useSettingsQuery(undefined, {
    refetchOnMountOrArgChange: true,
    pollingInterval: isTransient ? REFRESH_MS : 0,
  });
};

/** The section the address names; without one the guide, or the connection once it is done. */
const useOpenSection = ({ mode, webhookSecretToken }: SettingsView) => {
  const { hash } = useLocation();
  const named = SECTIONS.find(({ id }) => `#${id}` === hash);
  const isSetUp = mode.kind !== 'off' && webhookSecretToken.isSet;
  return named ?? SECTIONS[isSetUp ? 1 : 0] ?? SECTIONS[0];
};

type SettingsFormProps = { view: SettingsView; canUpdate: boolean };

const SettingsForm = ({ view, canUpdate }: SettingsFormProps) => {
  const text = useText();
  const open = useOpenSection(view);
  const { save, accountChange, forgetAccountChange } = useSaveSettings();
  return (
    <Page.Main>
      <Page.Title>{text('settings.title')}</Page.Title>
      <SettingsProvider value={{ view, canUpdate }}>
        <Form method="PUT" initialValues={NO_EDITS} onSubmit={save}>
          {({ modified, isSubmitting }) => (
            <>
              <Layouts.Header
                title={text('settings.title')}
                subtitle={text('settings.subtitle')}
                secondaryAction={
                  <StateBadge tone={MODE_TONE[view.mode.kind]}>
                    {text(`mode.${view.mode.kind}`)}
                  </StateBadge>
                }
                primaryAction={
                  canUpdate && (
                    <Button
                      type="submit"
                      startIcon={<Check />}
                      disabled={!modified}
                      loading={isSubmitting}
                      fullWidth
                    >
                      {text('settings.save')}
                    </Button>
                  )
                }
              />
              <Layouts.Content>
                <Flex direction="column" alignItems="stretch" gap={6} paddingBottom={10}>
                  {!canUpdate && <Notice tone="info">{text('settings.readOnlyRole')}</Notice>}
                  <ModeNotice mode={view.mode} />
                  {view.reconcileHold !== null && <ReconcileHoldNotice hold={view.reconcileHold} />}
                  <Flex
                    direction={{ initial: 'column', large: 'row' }}
                    alignItems={{ initial: 'stretch', large: 'flex-start' }}
                    gap={6}
                  >
                    <SectionNav open={open} />
                    <Box flex="1" minWidth={0}>
                      <open.Section key={open.id} />
                    </Box>
                  </Flex>
                </Flex>
              </Layouts.Content>
              <Blocker />
            </>
          )}
        </Form>
      </SettingsProvider>
      <Dialog.Root
        open={accountChange !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) forgetAccountChange();
        }}
      >
        <ConfirmDialog
          title={text('accountChange.title')}
          endAction={
            <Dialog.Action>
              <Button
                fullWidth
                variant="danger-light"
                onClick={() => void accountChange?.confirm()}
              >
                {text('accountChange.confirm')}
              </Button>
            </Dialog.Action>
          }
        >
          {text('accountChange.body', { count: accountChange?.futureMeetings ?? 0 })}
        </ConfirmDialog>
      </Dialog.Root>
    </Page.Main>
  );
};
