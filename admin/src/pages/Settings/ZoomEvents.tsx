import { useText } from '../../translations/useText';
import { CodeList } from './CodeList';
import { ZOOM_EVENTS } from './webhookFacts';

/** The events to subscribe to. */
export const ZoomEvents = () => {
  const text = useText();
  return (
    <CodeList
      title={text('webhooks.events')}
      hint={text('webhooks.events.hint')}
      names={ZOOM_EVENTS}
      copyLabel={text('webhooks.events.copy')}
    />
  );
};
