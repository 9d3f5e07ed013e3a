import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { CheckCircle, CrossCircle } from '@strapi/icons';

import type { MissingScope, ScopeEntry } from '../../../../contracts/connection';
import { useZoomScopesQuery } from '../../api/settingsApi';
import { useSaid } from '../../said/useSaid';
import { useText } from '../../translations/useText';
import { CodeList } from './CodeList';

type ScopeChecklistProps = { missing: readonly MissingScope[]; isTested: boolean };

/** The scopes that the Zoom app is asked for, to paste; after a test, which are missing and for what. */
export const ScopeChecklist = ({ missing, isTested }: ScopeChecklistProps) => {
  const text = useText();
  const { data } = useZoomScopesQuery(undefined);
  if (data === undefined) return null;
  const used = data.filter(({ isUsed }) => isUsed);
  const isMissing = ({ granular }: ScopeEntry) => missing.some((one) => one.granular === granular);
  const shown = used.filter(isMissing);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <CodeList
        title={text('connection.scopes.paste')}
        hint={text('connection.scopes.paste.hint')}
        names={used.map(({ granular }) => granular)}
        copyLabel={text('connection.scopes.copy')}
      />
      {isTested && shown.length === 0 && (
        <Flex gap={2}>
          <Flex color="success600">
            <CheckCircle aria-hidden width="1.6rem" height="1.6rem" fill="currentColor" />
          </Flex>
          <Typography>{text('connection.scopes.all')}</Typography>
        </Flex>
      )}
      {shown.length > 0 && (
        <Box>
          <Typography tag="h3" fontWeight="bold">
            {text('connection.scopes.title')}
          </Typography>
          <Typography tag="p" variant="pi" textColor="neutral600">
            {text('connection.scopes.hint')}
          </Typography>
          <Flex tag="ul" direction="column" alignItems="stretch" gap={3} paddingTop={3}>
            {shown.map((scope) => (
              <Missing key={scope.granular} scope={scope} />
            ))}
          </Flex>
        </Box>
      )}
    </Flex>
  );
};

const Missing = ({ scope }: { scope: ScopeEntry }) => {
  const text = useText();
  const said = useSaid();
  const { feature, granular, classic, required } = scope;
  return (
    <Flex tag="li" gap={2} alignItems="flex-start">
      <Flex color={required ? 'danger600' : 'warning600'} paddingTop="2px" shrink={0}>
        <CrossCircle aria-hidden width="1.6rem" height="1.6rem" fill="currentColor" />
      </Flex>
      <Box minWidth={0} style={{ overflowWrap: 'anywhere' }}>
        <Flex gap={2} wrap="wrap">
          <Typography tag="code" fontWeight="semiBold">
            {granular}
          </Typography>
          <Badge variant={required ? 'danger' : 'neutral'} size="S">
            {text(required ? 'connection.scopes.required' : 'connection.scopes.optional')}
          </Badge>
        </Flex>
        <Typography tag="p" textColor="neutral600">
          {text('connection.scopes.neededFor', { feature: said(feature) })}
        </Typography>
        <Typography tag="p" variant="pi" textColor="neutral600">
          {text('connection.scopes.classic', { classic })}
        </Typography>
      </Box>
    </Flex>
  );
};
