import { Link } from '@strapi/design-system';
import { FormattedMessage } from 'react-intl';

import { textId } from '../../../translations/areas';
import { useText } from '../../../translations/useText';
import { ConnectionTest } from '../ConnectionTest';
import { SecretField } from '../fields/SecretField';
import { TextField } from '../fields/TextField';
import { ToggleField } from '../fields/ToggleField';
import { Cell, Section } from './Section';

export const ZOOM_APPS_URL = 'https://marketplace.zoom.us/develop/create';

export const ConnectionSection = () => {
  const text = useText();
  return (
    <Section
      title={text('connection.title')}
      intro={
        <FormattedMessage
          id={textId('connection.intro')}
          values={{
            link: (words) => (
              <Link href={ZOOM_APPS_URL} isExternal>
                {words}
              </Link>
            ),
          }}
        />
      }
    >
      <Cell>
        <ToggleField
          name="enabled"
          label={text('connection.enabled')}
          hint={text('connection.enabled.hint')}
        />
      </Cell>
      <Cell>
        <TextField name="accountId" label={text('connection.accountId')} />
      </Cell>
      <Cell>
        <TextField name="clientId" label={text('connection.clientId')} />
      </Cell>
      <Cell>
        <SecretField name="clientSecret" label={text('connection.clientSecret')} />
      </Cell>
      <Cell isWide>
        <ConnectionTest />
      </Cell>
    </Section>
  );
};
