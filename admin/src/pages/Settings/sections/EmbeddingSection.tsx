import { useText } from '../../../translations/useText';
import { SecretField } from '../fields/SecretField';
import { TextField } from '../fields/TextField';
import { Cell, Section } from './Section';

export const EmbeddingSection = () => {
  const text = useText();
  return (
    <Section title={text('embedding.title')} intro={text('embedding.intro')}>
      <Cell>
        <TextField
          name="sdkKey"
          label={text('embedding.sdkKey')}
          hint={text('embedding.sdkKey.hint')}
        />
      </Cell>
      <Cell>
        <SecretField name="sdkSecret" label={text('embedding.sdkSecret')} />
      </Cell>
    </Section>
  );
};
