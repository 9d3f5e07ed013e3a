import { type ReactNode, useState } from 'react';

import {
  Button,
  Combobox,
  ComboboxOption,
  Field,
  Flex,
  Modal,
  Typography,
} from '@strapi/design-system';

import type { SessionPerson } from '../../../../contracts/attendance-overview';
import { useLinkPersonMutation, useSessionPeopleQuery } from '../../api/recordsApi';
import { useTold } from '../../components/useTold';
import { useText } from '../../translations/useText';

/** People to choose from; typing finds those that the list does not show. */
const MOST_CHOICES = 50;

type LinkPersonProps = {
  run: string;
  person: SessionPerson;
  onLinked: () => void;
  /** The button that opens it. */
  children: ReactNode;
};

/** Says who a guest is: one of the people that this session knows. */
export const LinkPerson = ({ run, person, onLinked, children }: LinkPersonProps) => {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setIsOpen}>
      <Modal.Trigger>{children}</Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>
            {text('attendance.linkTitle', { name: person.name ?? text('attendance.nameless') })}
          </Modal.Title>
        </Modal.Header>
        {isOpen && (
          <LinkForm
            {...{ run, person }}
            onDone={() => {
              setIsOpen(false);
              onLinked();
            }}
          />
        )}
      </Modal.Content>
    </Modal.Root>
  );
};

type LinkFormProps = { run: string; person: SessionPerson; onDone: () => void };

const LinkForm = ({ run, person, onDone }: LinkFormProps) => {
  const text = useText();
  const told = useTold();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const { data, isFetching } = useSessionPeopleQuery({
    ...{ run, show: 'known', page: 1, pageSize: MOST_CHOICES },
    ...(typed === '' ? {} : { search: typed.slice(0, 128) }),
  });
  const [link, { isLoading }] = useLinkPersonMutation();
  const save = async (to: string): Promise<void> => {
    await told(() => link({ row: person.documentId, to }).unwrap(), text('attendance.linked'));
    onDone();
  };
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Typography textColor="neutral600">{text('attendance.linkHint')}</Typography>
          <Field.Root name="to">
            <Field.Label>{text('attendance.person')}</Field.Label>
            <Combobox
              value={chosen ?? ''}
              loading={isFetching}
              placeholder={text('attendance.choosePerson')}
              clearLabel={text('list.clear')}
              noOptionsMessage={() => text('list.nothingFound')}
              onInputChange={(event) => setTyped(event.currentTarget.value.trim())}
              onChange={(value) => setChosen(value || undefined)}
              onClear={() => {
                setTyped('');
                setChosen(undefined);
              }}
            >
              {(data?.data ?? []).map(({ documentId, name, email }) => (
                <ComboboxOption
                  key={documentId}
                  value={documentId}
                  textValue={name ?? email ?? documentId}
                >
                  {[name, email].filter(Boolean).join(' · ') || text('attendance.nameless')}
                </ComboboxOption>
              ))}
            </Combobox>
          </Field.Root>
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('list.cancel')}</Button>
        </Modal.Close>
        <Button
          disabled={chosen === undefined}
          loading={isLoading}
          onClick={() => {
            if (chosen !== undefined) void save(chosen);
          }}
        >
          {text('attendance.link')}
        </Button>
      </Modal.Footer>
    </>
  );
};
