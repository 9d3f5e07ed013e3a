import { useState } from 'react';

import { Box, Button, Dialog, Flex, Loader, Typography } from '@strapi/design-system';
import { ConfirmDialog, useForm } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import type { DefaultsChange } from '../../../../contracts/defaults';
import { useZoomApplyDefaultsMutation, useZoomDefaultsPreviewQuery } from '../../api/settingsApi';
import { useText } from '../../translations/useText';
import { useAnnounced } from './useAnnounced';
import { useSettings } from './useSetting';

/** Gives the saved defaults to sessions that exist; shows first which meetings that changes. */
export const ApplyDefaults = () => {
  const text = useText();
  const { canUpdate } = useSettings();
  const isModified = useForm('ApplyDefaults', (form) => form.modified);
  const [isOpen, setIsOpen] = useState(false);
  if (!canUpdate) return null;
  return (
    <Flex
      background="neutral100"
      hasRadius
      padding={4}
      gap={3}
      justifyContent="space-between"
      wrap="wrap"
    >
      <Box flex="1" minWidth="20rem">
        <Typography tag="h3" fontWeight="bold">
          {text('defaults.apply.title')}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text(isModified ? 'defaults.apply.unsaved' : 'defaults.apply.hint')}
        </Typography>
      </Box>
      <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
        <Dialog.Trigger>
          <Button variant="secondary" disabled={isModified}>
            {text('defaults.apply')}
          </Button>
        </Dialog.Trigger>
        {isOpen && <Preview onDone={() => setIsOpen(false)} />}
      </Dialog.Root>
    </Flex>
  );
};

const Preview = ({ onDone }: { onDone: () => void }) => {
  const text = useText();
  const announced = useAnnounced();
  const { data, isError } = useZoomDefaultsPreviewQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [apply, { isLoading }] = useZoomApplyDefaultsMutation();
  const confirm = async () => {
    await announced(apply(undefined).unwrap(), 'defaults.apply.done');
    onDone();
  };
  return (
    <ConfirmDialog
      title={text('defaults.apply.title')}
      endAction={
        <Button
          fullWidth
          disabled={data === undefined || data.changes === 0}
          loading={isLoading}
          onClick={() => void confirm()}
        >
          {text('defaults.apply.confirm', { count: data?.changes ?? 0 })}
        </Button>
      }
    >
      {isError && <Typography>{text('common.failed')}</Typography>}
      {data === undefined && !isError && <Loader small>{text('defaults.apply.counting')}</Loader>}
      {data !== undefined && (
        <Flex direction="column" alignItems="stretch" gap={3} width="100%">
          <Typography>
            {text('defaults.apply.preview', { changes: data.changes, all: data.futureSessions })}
          </Typography>
          {data.examples.length > 0 && <Examples changes={data.examples} />}
        </Flex>
      )}
    </ConfirmDialog>
  );
};

const Examples = ({ changes }: { changes: DefaultsChange[] }) => {
  const text = useText();
  const { formatDate, formatList } = useIntl();
  return (
    <Box
      tag="ul"
      // A scrolling list must be reachable by keyboard.
      tabIndex={0}
      aria-label={text('defaults.apply.list')}
      maxHeight="20rem"
      overflow="auto"
    >
      {changes.map(({ sessionDocumentId, topic, startTime, fields }) => (
        <Box tag="li" key={sessionDocumentId} paddingTop={2} style={{ overflowWrap: 'anywhere' }}>
          <Typography tag="p" fontWeight="semiBold">
            {topic}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {formatDate(startTime, { dateStyle: 'medium', timeStyle: 'short' })}
            {' · '}
            {formatList(fields.map((field) => text(`defaults.${field}`)))}
          </Typography>
        </Box>
      ))}
    </Box>
  );
};
