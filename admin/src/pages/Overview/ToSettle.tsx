import { useState } from 'react';

import { Badge, Flex, Tabs, Typography } from '@strapi/design-system';
import { useIntl } from 'react-intl';
import { useSearchParams } from 'react-router-dom';

import { ATTENTION_KINDS } from '../../../../contracts/choices';
import type { Overview } from '../../../../contracts/meeting-desk';
import { Card } from '../../components/Card';
import type { TextKey } from '../../translations/areas';
import { useText } from '../../translations/useText';
import { AttentionList } from './AttentionList';
import { InZoomOnly } from './InZoomOnly';

type Kind = keyof Overview['attention'];

const KINDS: readonly Kind[] = [...ATTENTION_KINDS, 'in-zoom-only'];
const LABEL: Record<Kind, TextKey> = {
  failed: 'overview.settle.failed',
  'deleted-in-zoom': 'overview.settle.deleted',
  differs: 'overview.settle.differs',
  'in-zoom-only': 'overview.settle.inZoomOnly',
};

/** Where CMS and Zoom disagree, as far as it is known; each with what settles it. */
export const ToSettle = ({ overview }: { overview: Overview }) => {
  const text = useText();
  const { formatDate } = useIntl();
  const { attention, sweptAt } = overview;
  const first = KINDS.find((kind) => attention[kind] > 0);
  // The home page leads to a kind.
  const [search] = useSearchParams();
  const asked = KINDS.find((kind) => kind === search.get('settle')) ?? null;
  const [chosen, setChosen] = useState<Kind | null>(asked);
  const open = chosen ?? first ?? 'failed';
  const compared =
    sweptAt === null
      ? text('overview.settle.neverCompared')
      : text('overview.settle.compared', {
          when: formatDate(sweptAt, { dateStyle: 'medium', timeStyle: 'short' }),
        });
  return (
    <Card title={text('overview.settle')} hint={compared}>
      <Tabs.Root
        value={open}
        onValueChange={(value) => setChosen(KINDS.find((kind) => kind === value) ?? null)}
        variant="simple"
      >
        <Flex wrap="wrap">
          <Tabs.List aria-label={text('overview.settle')}>
            {KINDS.map((kind) => (
              <Tabs.Trigger key={kind} value={kind}>
                {text(LABEL[kind])}{' '}
                {attention[kind] > 0 && <Badge size="S">{String(attention[kind])}</Badge>}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </Flex>
        {KINDS.map((kind) => (
          <Tabs.Content key={kind} value={kind}>
            <Flex direction="column" alignItems="stretch" paddingTop={4}>
              {attention[kind] === 0 ? (
                <Typography textColor="neutral600">{text('overview.settle.none')}</Typography>
              ) : kind === 'in-zoom-only' ? (
                <InZoomOnly overview={overview} />
              ) : (
                <AttentionList key={kind} kind={kind} canRepair={overview.canRepair} />
              )}
            </Flex>
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Card>
  );
};
