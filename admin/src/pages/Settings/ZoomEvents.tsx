import { SUBSCRIBED_EVENTS } from '../../../../contracts/event-log';
import { useText } from '../../translations/useText';
import { CodeList } from './CodeList';

/** The events to subscribe to. */
export const ZoomEvents = () => {
  const text = useText();
  return (
    <CodeList
      title={text('webhooks.events')}
      hint={text('webhooks.events.hint')}
      names={SUBSCRIBED_EVENTS}
      copyLabel={text('webhooks.events.copy')}
    />
  );
};
