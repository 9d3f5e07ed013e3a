import { Flex, Link, Typography } from '@strapi/design-system';
import { CheckCircle, WarningCircle } from '@strapi/icons';
import { Widget } from '@strapi/strapi/admin';
import { NavLink } from 'react-router-dom';

import { ATTENTION_KINDS } from '../../../contracts/choices';
import { useOverviewQuery } from '../api/deskApi';
import { useLookAgain } from '../components/useLookAgain';
import { TextsOf } from '../translations/TextsOf';
import { useText } from '../translations/useText';

const LOOK_MS = 60_000;
const KINDS = [...ATTENTION_KINDS, 'in-zoom-only'] as const;

const Attention = () => {
  const text = useText();
  const { data, isError, refetch } = useOverviewQuery(undefined);
  useLookAgain(refetch, LOOK_MS);
  if (data === undefined) return isError ? <Widget.Error /> : <Widget.Loading />;
  const open = KINDS.filter((kind) => data.attention[kind] > 0);
  if (open.length === 0) {
    return (
      <Flex height="100%" direction="column" justifyContent="center" gap={3}>
        <CheckCircle aria-hidden width="3.2rem" height="3.2rem" fill="success600" />
        <Typography textColor="neutral600">{text('widget.attention.none')}</Typography>
      </Flex>
    );
  }
  return (
    <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
      {open.map((kind) => (
        <Flex tag="li" key={kind} gap={2}>
          <WarningCircle
            aria-hidden
            width="1.6rem"
            height="1.6rem"
            fill={kind === 'failed' ? 'danger600' : 'warning600'}
          />
          <Link tag={NavLink} to={`/plugins/zoom/overview?settle=${kind}`}>
            {text(`widget.attention.${kind}`, { count: data.attention[kind] })}
          </Link>
        </Flex>
      ))}
    </Flex>
  );
};

/** Home page: what failed here, or was changed in Zoom. */
export const AttentionWidget = () => (
  <TextsOf area="menu" fallback={<Widget.Loading />}>
    <Attention />
  </TextsOf>
);
