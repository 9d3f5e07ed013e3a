import { Box, Flex, Tag } from '@strapi/design-system';
import { Cross } from '@strapi/icons';

import { useText } from '../../../translations/useText';
import { textsOf, useSetting } from '../useSetting';
import { HostPicker } from './HostPicker';
import { SettingField } from './SettingField';

type HostsFieldProps = { name: 'hosts' | 'alternativeHosts'; label: string; hint: string };

/** A list of people of the Zoom account: chosen one by one, each taken out again by its cross. */
export const HostsField = ({ name, label, hint }: HostsFieldProps) => {
  const text = useText();
  const { value, change, error, isDisabled } = useSetting(name);
  const hosts = textsOf(value);
  const add = (host: string | null) => {
    const isKnown = hosts.some((one) => one.toLowerCase() === host?.toLowerCase());
    if (host !== null && !isKnown) change([...hosts, host.trim()]);
  };
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <SettingField {...{ name, label, hint, error }}>
        <HostPicker
          key={hosts.length}
          value={null}
          placeholder={text('hosts.add')}
          isDisabled={isDisabled}
          onChoose={add}
        />
      </SettingField>
      {hosts.length > 0 && (
        <Flex tag="ul" gap={2} wrap="wrap" aria-label={label}>
          {hosts.map((host) => (
            <Box tag="li" key={host} maxWidth="100%">
              <Tag
                icon={<Cross aria-hidden />}
                label={text('hosts.remove', { host })}
                disabled={isDisabled}
                onClick={() => change(hosts.filter((one) => one !== host))}
              >
                {host}
              </Tag>
            </Box>
          ))}
        </Flex>
      )}
    </Flex>
  );
};
