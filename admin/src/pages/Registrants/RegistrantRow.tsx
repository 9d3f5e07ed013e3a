import { Button, Flex, Status, Td, Tr, Typography } from '@strapi/design-system';

import type { RegistrantEntry, RegistrationDecision } from '../../../../contracts/registration';
import { useDecideRegistrantMutation, useRemoveRegistrantMutation } from '../../api/registrantsApi';
import { ConfirmedButton } from '../../components/ConfirmedButton';
import { useDay } from '../../components/list/words';
import { useTold } from '../../components/useTold';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';

const TONE = {
  pending: 'secondary',
  approved: 'success',
  denied: 'danger',
  cancelled: 'neutral',
} as const;

/** What can be decided of a registration, by where it stands. */
const DECISIONS: Record<keyof typeof TONE, readonly RegistrationDecision[]> = {
  pending: ['approve', 'deny'],
  approved: ['cancel'],
  denied: ['approve'],
  cancelled: ['approve'],
};

type RegistrantRowProps = { registrant: RegistrantEntry; canEdit: boolean };

/** One registration. */
export const RegistrantRow = ({ registrant, canEdit }: RegistrantRowProps) => {
  const text = useText();
  const said = useSaid();
  const day = useDay();
  const { email, firstName, lastName, zoom } = registrant;
  const state = registrant.state ?? 'approved';
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return (
    <Tr>
      <Td>
        <Flex
          direction="column"
          alignItems="flex-start"
          maxWidth="36rem"
          style={{ overflowWrap: 'anywhere' }}
        >
          <Typography textColor="neutral800" fontWeight="semiBold">
            {name || email}
          </Typography>
          {name !== '' && (
            <Typography variant="pi" textColor="neutral600">
              {email}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Flex direction="column" alignItems="flex-start" gap={1} maxWidth="32rem">
          <Status variant={TONE[state]} size="S">
            {text(`registrants.state.${state}`)}
          </Status>
          {zoom.state !== 'none' && (
            <Typography
              variant="pi"
              textColor={zoom.state === 'refused' ? 'danger600' : 'neutral600'}
              style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
            >
              {zoom.note === null ? text(`registrants.zoom.${zoom.state}`) : said(zoom.note)}
            </Typography>
          )}
        </Flex>
      </Td>
      <Td>
        <Typography textColor="neutral600">
          {registrant.source === null ? '–' : text(`registrants.source.${registrant.source}`)}
        </Typography>
      </Td>
      <Td>
        <Typography textColor="neutral600">{day(registrant.createdAt)}</Typography>
      </Td>
      {canEdit && (
        <Td>
          <Actions
            documentId={registrant.documentId}
            name={name || email}
            decisions={DECISIONS[state]}
          />
        </Td>
      )}
    </Tr>
  );
};

type ActionsProps = {
  documentId: string;
  name: string;
  decisions: readonly RegistrationDecision[];
};

const Actions = ({ documentId, name, decisions }: ActionsProps) => {
  const text = useText();
  const told = useTold();
  const [decide, deciding] = useDecideRegistrantMutation();
  const [remove, removing] = useRemoveRegistrantMutation();
  return (
    <Flex gap={2} justifyContent="flex-end">
      {decisions.map((decision) => (
        <Button
          key={decision}
          variant={decision === 'approve' ? 'success-light' : 'tertiary'}
          size="S"
          disabled={deciding.isLoading}
          aria-label={text(`registrants.${decision}Of`, { name })}
          onClick={() =>
            void told(
              () => decide({ documentId, decision }).unwrap(),
              text(`registrants.${decision}Done`, { name })
            )
          }
        >
          {text(`registrants.${decision}`)}
        </Button>
      ))}
      <ConfirmedButton
        label={text('registrants.remove')}
        question={text('registrants.removeQuestion', { name })}
        variant="danger-light"
        isBusy={removing.isLoading}
        onConfirm={() =>
          told(() => remove(documentId).unwrap(), text('registrants.removed', { name }))
        }
      />
    </Flex>
  );
};
