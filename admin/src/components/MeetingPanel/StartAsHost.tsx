import { Button } from '@strapi/design-system';
import { Play } from '@strapi/icons';
import { useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../../api/useFailureText';
import { type SessionKey, useStartSessionMutation } from '../../api/zoomApi';
import { useText } from '../../translations/useText';

/** Opens the meeting as its host. The link logs one in as the host: fetched now, kept nowhere. */
export const StartAsHost = ({ session }: { session: SessionKey }) => {
  const text = useText();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [start, { isLoading, reset }] = useStartSessionMutation();

  const open = async () => {
    // Opened by the click itself: browsers block windows that open later.
    const tab = window.open('about:blank', '_blank');
    try {
      const startUrl = await start(session).unwrap();
      // Nothing of the answer stays in the store.
      reset();
      if (tab === null) {
        toggleNotification({ type: 'warning', message: text('panel.start.blocked') });
        return;
      }
      tab.opener = null;
      tab.location.replace(startUrl);
    } catch (error) {
      tab?.close();
      toggleNotification({ type: 'danger', message: failureText(error) });
    }
  };
  return (
    <Button startIcon={<Play />} loading={isLoading} onClick={() => void open()}>
      {text('panel.start')}
    </Button>
  );
};
