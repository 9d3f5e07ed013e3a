import { type FormEvent, useId, useState } from 'react';

import { Button, Field, Flex, Modal } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import { readFailure } from '../../api/failure';
import { useAddRegistrantMutation } from '../../api/registrantsApi';
import { useFailureText } from '../../api/useFailureText';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

const FIELDS = ['email', 'firstName', 'lastName'] as const;
type Values = Record<(typeof FIELDS)[number], string>;
const EMPTY: Values = { email: '', firstName: '', lastName: '' };

/** Registers somebody, whatever time and seats say. */
export const AddRegistrant = ({ meeting }: { meeting: string }) => {
  const text = useText();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Modal.Root open={isOpen} onOpenChange={setIsOpen}>
      <Modal.Trigger>
        <Button startIcon={<Plus />}>{text('registrants.add')}</Button>
      </Modal.Trigger>
      <Modal.Content>
        <Modal.Header>
          <Modal.Title>{text('registrants.add')}</Modal.Title>
        </Modal.Header>
        {isOpen && <AddForm meeting={meeting} onDone={() => setIsOpen(false)} />}
      </Modal.Content>
    </Modal.Root>
  );
};

const AddForm = ({ meeting, onDone }: { meeting: string; onDone: () => void }) => {
  const text = useText();
  const formId = useId();
  const failureText = useFailureText();
  const said = useSaid();
  const { toggleNotification } = useNotification();
  const [values, setValues] = useState(EMPTY);
  const [add, { error, isLoading }] = useAddRegistrantMutation();
  const failures = error === undefined ? [] : readFailure(error).fields;
  const general = error !== undefined && failures.length === 0 ? failureText(error) : undefined;
  const errorOf = (name: keyof Values): string | undefined => {
    const own = failures.find(({ path }) => path[0] === name);
    if (own !== undefined) return said(own.message);
    return name === 'email' ? general : undefined;
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { email, firstName, lastName } = values;
    const result = await add({
      ...{ meeting, email },
      firstName: firstName || null,
      lastName: lastName || null,
    });
    if ('error' in result && result.error !== undefined) return;
    toggleNotification({ type: 'success', message: text('registrants.added') });
    onDone();
  };
  return (
    <>
      <Modal.Body>
        <form id={formId} noValidate onSubmit={(event) => void submit(event)}>
          <Flex direction="column" alignItems="stretch" gap={4}>
            {FIELDS.map((name) => (
              <Field.Root
                key={name}
                name={name}
                required={name === 'email'}
                error={errorOf(name) ?? false}
              >
                <Field.Label>{text(`registrants.${name}`)}</Field.Label>
                <Field.Input
                  type={name === 'email' ? 'email' : 'text'}
                  autoComplete="off"
                  value={values[name]}
                  onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                />
                <Field.Error />
              </Field.Root>
            ))}
          </Flex>
        </form>
      </Modal.Body>
      <Modal.Footer>
        <Modal.Close>
          <Button variant="tertiary">{text('list.cancel')}</Button>
        </Modal.Close>
        <Button type="submit" form={formId} loading={isLoading}>
          {text('registrants.add')}
        </Button>
      </Modal.Footer>
    </>
  );
};
