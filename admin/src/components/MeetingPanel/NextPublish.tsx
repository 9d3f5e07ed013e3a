import { Typography } from '@strapi/design-system';

import type { SessionPanel } from '../../../../contracts/session-panel';
import { useText } from '../../translations/useText';
import { FieldChanges } from './FieldChanges';

/** What the next publish changes in Zoom, told before it is pressed. */
export const NextPublish = ({ panel }: { panel: SessionPanel }) => {
  const text = useText();
  const { nextPublish, draft } = panel;
  if (nextPublish === null || nextPublish.kind === 'nothing') return null;
  if (nextPublish.kind === 'create') {
    return (
      <Typography variant="pi" textColor="neutral600">
        {text('panel.next.create')}
      </Typography>
    );
  }
  return (
    <FieldChanges
      title={text('panel.next.change')}
      timezone={draft?.timezone ?? null}
      changes={nextPublish.fields.map(({ field, from, to }) => ({
        field,
        left: { label: text('panel.next.now'), value: from },
        right: { label: text('panel.next.then'), value: to },
      }))}
    />
  );
};
