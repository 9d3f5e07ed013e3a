import { useSaid } from '../../../said/useSaid';
import { useText } from '../../../translations/useText';
import { HostsField } from '../fields/HostsField';
import { HostPicker } from '../fields/HostPicker';
import { SettingField } from '../fields/SettingField';
import { ToggleField } from '../fields/ToggleField';
import { useZoomHostsQuery } from '../../../api/settingsApi';
import { Notice } from '../../../components/Notice';
import { useSetting } from '../useSetting';
import { Cell, Section } from './Section';

export const HostsSection = () => {
  const text = useText();
  return (
    <Section title={text('hosts.title')} intro={text('hosts.intro')}>
      <HostsUnavailable />
      <Cell>
        <DefaultHost />
      </Cell>
      <Cell>
        <ToggleField
          name="allowAllHosts"
          label={text('hosts.allowAllHosts')}
          hint={text('hosts.allowAllHosts.hint')}
        />
      </Cell>
      <Cell isWide>
        <HostsField name="hosts" label={text('hosts.hosts')} hint={text('hosts.hosts.hint')} />
      </Cell>
    </Section>
  );
};

const DefaultHost = () => {
  const text = useText();
  const { value, change, error, isDisabled } = useSetting('defaultHost');
  return (
    <SettingField
      name="defaultHost"
      label={text('hosts.defaultHost')}
      hint={text('hosts.defaultHost.hint')}
      error={error}
    >
      <HostPicker
        value={typeof value === 'string' ? value : null}
        isDisabled={isDisabled}
        onChoose={change}
      />
    </SettingField>
  );
};

/** Why Zoom's users cannot be offered; typing an address goes on working. */
const HostsUnavailable = () => {
  const text = useText();
  const said = useSaid();
  const { data } = useZoomHostsQuery('');
  const because = data?.meta.unavailable ?? null;
  if (because === null) return null;
  return (
    <Cell isWide>
      <Notice tone="info" title={text('hosts.unavailable')}>
        {said(because)}
      </Notice>
    </Cell>
  );
};
