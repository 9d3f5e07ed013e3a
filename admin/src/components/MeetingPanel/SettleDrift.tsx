import { Button, Flex } from '@strapi/design-system';
import { useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../../api/useFailureText';
import { type SessionKey, useSettleDriftMutation } from '../../api/zoomApi';
import { useText } from '../../translations/useText';

/** Settles what somebody changed in Zoom: ours is sent again, or the session follows Zoom. */
export const SettleDrift = ({ session }: { session: SessionKey }) => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [settle, { isLoading, originalArgs }] = useSettleDriftMutation();
  const settleBy = async (by: 'keep-cms' | 'take-zoom') => {
    try {
      await settle({ session, by }).unwrap();
      toggleNotification({ type: 'success', message: text('panel.drift.settled') });
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  const button = (by: 'keep-cms' | 'take-zoom', label: string) => (
    <Button
      variant="tertiary"
      size="S"
      disabled={isLoading}
      loading={isLoading && originalArgs?.by === by}
      onClick={() => void settleBy(by)}
      // The panel is narrow, and the words are many in some languages.
      style={{ height: 'auto', paddingBlock: '0.6rem' }}
    >
      {label}
    </Button>
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      {button('keep-cms', text('panel.drift.keepCms'))}
      {button('take-zoom', text('panel.drift.takeZoom'))}
    </Flex>
  );
};
