import { useState } from 'react';

import { Box, Combobox, ComboboxOption } from '@strapi/design-system';

import type { RegistrationMeeting } from '../../../../contracts/registration-meetings';
import { useRegistrationMeetingsQuery } from '../../api/registrantsApi';
import { useMoment } from '../../components/list/words';
import { useText } from '../../translations/useText';

type MeetingChoiceProps = {
  value: string | undefined;
  onChoose: (meeting: string | undefined) => void;
};

/** A meeting: the next ones and the latest, and others by typing. */
export const MeetingChoice = ({ value, onChoose }: MeetingChoiceProps) => {
  const text = useText();
  const moment = useMoment();
  const [typed, setTyped] = useState('');
  const { data = [], isFetching } = useRegistrationMeetingsQuery(
    typed === '' ? {} : { search: typed.slice(0, 200) }
  );
  const chosen = useRegistrationMeetingsQuery(
    { meeting: value ?? '' },
    { skip: value === undefined }
  );
  const labelOf = ({ topic, startTime }: RegistrationMeeting): string =>
    `${topic ?? text('list.untitled')} · ${moment(startTime)}`;
  const isListed = data.some(({ documentId }) => documentId === value);
  const meetings = isListed || value === undefined ? data : [...(chosen.data ?? []), ...data];
  const label = text('registrants.meeting');
  return (
    <Box width={{ initial: '100%', medium: '48rem' }}>
      <Combobox
        // The label of what was chosen comes later than the choice, after a reload.
        key={meetings.some(({ documentId }) => documentId === value) ? 'known' : 'open'}
        aria-label={label}
        placeholder={label}
        value={value ?? ''}
        loading={isFetching}
        clearLabel={text('list.clear')}
        noOptionsMessage={() => text('list.nothingFound')}
        onInputChange={(event) => setTyped(event.currentTarget.value.trim())}
        onChange={(next) => {
          setTyped('');
          onChoose(next || undefined);
        }}
        onClear={() => {
          setTyped('');
          onChoose(undefined);
        }}
      >
        {meetings.map((meeting) => (
          <ComboboxOption key={meeting.documentId} value={meeting.documentId}>
            {labelOf(meeting)}
          </ComboboxOption>
        ))}
      </Combobox>
    </Box>
  );
};
