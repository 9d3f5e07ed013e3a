import { useState } from 'react';

import { Box, Button, Field, Flex, TextInput, Typography } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import type { PersonErased } from '../../../../contracts/people';
import { useZoomErasePersonMutation, useZoomExportPersonMutation } from '../../api/settingsApi';
import { useFailureText } from '../../api/useFailureText';
import { ConfirmedButton } from '../../components/ConfirmedButton';
import { Notice } from '../../components/Notice';
import { useText } from '../../translations/useText';
import { RecordingsToJudge } from './RecordingsToJudge';

/** Hands a file to the browser; nothing of it stays here. */
const download = (name: string, content: unknown): void => {
  const url = URL.createObjectURL(
    new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
};

/** What is held of one person: to hand it over, or to erase it. */
export const PersonData = () => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [email, setEmail] = useState('');
  const [erased, setErased] = useState<PersonErased | null>(null);
  const [exportPerson, exporting] = useZoomExportPersonMutation();
  const [erasePerson, erasing] = useZoomErasePersonMutation();
  const person = email.trim();
  const isPerson = /^[^\s@]+@[^\s@]+$/.test(person);
  const tell = (error: unknown) =>
    toggleNotification({ type: 'danger', message: failureText(error) });

  const exportNow = async () => {
    try {
      download('zoom-person.json', await exportPerson(person).unwrap());
    } catch (error) {
      tell(error);
    }
  };
  const eraseNow = async () => {
    try {
      setErased(await erasePerson(person).unwrap());
      setEmail('');
    } catch (error) {
      tell(error);
    }
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box>
        <Typography tag="h3" fontWeight="bold">
          {text('privacy.person')}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('privacy.person.hint')}
        </Typography>
      </Box>
      <Field.Root name="person">
        <Field.Label>{text('privacy.person.email')}</Field.Label>
        <TextInput
          type="email"
          value={email}
          autoComplete="off"
          onChange={({ target }) => {
            setEmail(target.value);
            setErased(null);
          }}
        />
      </Field.Root>
      <Flex gap={2} wrap="wrap">
        <Button
          variant="secondary"
          size="S"
          disabled={!isPerson}
          loading={exporting.isLoading}
          onClick={() => void exportNow()}
        >
          {text('privacy.export')}
        </Button>
        {isPerson && (
          <ConfirmedButton
            label={text('privacy.erase')}
            question={text('privacy.erase.confirm', { email: person })}
            variant="danger-light"
            isBusy={erasing.isLoading}
            onConfirm={eraseNow}
          />
        )}
      </Flex>
      {erased !== null && (
        <Notice tone="success" title={text('privacy.erased')}>
          {text('privacy.erased.counts', {
            registrants: erased.registrants.removed,
            attendances: erased.attendances.anonymised,
            events: erased.events.redacted,
            notices: erased.notices.removed,
          })}
          {erased.hosting.kept > 0 && (
            <p>{text('privacy.erased.hosting', { count: erased.hosting.kept })}</p>
          )}
          <RecordingsToJudge files={erased.recordings.files} />
        </Notice>
      )}
    </Flex>
  );
};
