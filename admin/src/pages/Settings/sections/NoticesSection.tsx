import { Accordion, Badge, Box, Flex, Grid, Typography } from '@strapi/design-system';

import {
  NOTICE_KINDS,
  NOTICE_PLACEHOLDERS,
  type NoticeKind,
} from '../../../../../contracts/choices';
import { useText } from '../../../translations/useText';
import { MinutesField } from '../fields/MinutesField';
import { TextField } from '../fields/TextField';
import { ToggleField } from '../fields/ToggleField';
import { useSetting } from '../useSetting';
import { Cell, Section } from './Section';

export const NoticesSection = () => {
  const text = useText();
  return (
    <Section title={text('mails.title')} intro={text('mails.intro')}>
      <Cell>
        <TextField
          name="notices.locale"
          label={text('mails.locale')}
          hint={text('mails.locale.hint')}
          isRequired
        />
      </Cell>
      <Cell isWide>
        <Accordion.Root>
          {NOTICE_KINDS.map((kind) => (
            <Notice key={kind} kind={kind} />
          ))}
        </Accordion.Root>
      </Cell>
    </Section>
  );
};

/** One mail: whether it is sent, and what it says. */
const Notice = ({ kind }: { kind: NoticeKind }) => {
  const text = useText();
  const enabled = useSetting(`notices.${kind}.enabled`);
  const isOn = enabled.value === true;
  const errors = [
    enabled,
    useSetting(`notices.${kind}.subject`),
    useSetting(`notices.${kind}.text`),
    useSetting('notices.reminder.minutesBefore'),
  ].filter(({ error }, at) => error !== undefined && (at < 3 || kind === 'reminder'));
  return (
    <Accordion.Item value={kind}>
      <Accordion.Header>
        <Accordion.Trigger>{text(`mails.${kind}`)}</Accordion.Trigger>
        <Accordion.Actions>
          <Badge size="S" variant={errors.length > 0 ? 'danger' : isOn ? 'success' : 'neutral'}>
            {text(isOn ? 'common.on' : 'common.off')}
          </Badge>
        </Accordion.Actions>
      </Accordion.Header>
      <Accordion.Content>
        <Box padding={{ initial: 4, medium: 6 }}>
          <Grid.Root gap={5}>
            <Cell>
              <ToggleField
                name={`notices.${kind}.enabled`}
                label={text('mails.send')}
                hint={text(`mails.${kind}.hint`)}
              />
            </Cell>
            {kind === 'reminder' && (
              <Cell>
                <MinutesField
                  name="notices.reminder.minutesBefore"
                  label={text('mails.minutesBefore')}
                  hint={text('mails.minutesBefore.hint')}
                  isRequired
                />
              </Cell>
            )}
            <Cell isWide>
              <TextField
                name={`notices.${kind}.subject`}
                label={text('mails.subject')}
                isRequired
              />
            </Cell>
            <Cell isWide>
              <TextField
                name={`notices.${kind}.text`}
                label={text('mails.text')}
                isRequired
                isLong
              />
            </Cell>
            <Cell isWide>
              <Placeholders kind={kind} />
            </Cell>
          </Grid.Root>
        </Box>
      </Accordion.Content>
    </Accordion.Item>
  );
};

const Placeholders = ({ kind }: { kind: NoticeKind }) => {
  const text = useText();
  return (
    <Flex gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral600">
        {text('mails.placeholders')}
      </Typography>
      {NOTICE_PLACEHOLDERS[kind].map((name) => (
        <Typography key={name} tag="code" variant="pi">
          {`{${name}}`}
        </Typography>
      ))}
    </Flex>
  );
};
