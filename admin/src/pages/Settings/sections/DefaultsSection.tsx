import { AUTO_RECORDING, ZOOM_CHOICES } from '../../../../../contracts/meeting';
import { useText } from '../../../translations/useText';
import { ApplyDefaults } from '../ApplyDefaults';
import { ChoiceField } from '../fields/ChoiceField';
import { HostsField } from '../fields/HostsField';
import { NumberField } from '../fields/NumberField';
import { TextField } from '../fields/TextField';
import { TimezoneField } from '../fields/TimezoneField';
import { ToggleField } from '../fields/ToggleField';
import { useSetting } from '../useSetting';
import { Cell, Section } from './Section';

/** Defaults that may be left to what the account says in Zoom. */
const ZOOM_CHOSEN = [
  'muteUponEntry',
  'hostVideo',
  'participantVideo',
  'meetingAuthentication',
] as const;

export const DefaultsSection = () => {
  const text = useText();
  const hasWaitingRoom = useSetting('waitingRoom').value === true;
  const keepsMeetings = useSetting('onUnpublish').value === 'keep';
  return (
    <Section title={text('defaults.title')} intro={text('defaults.intro')}>
      <Cell isWide>
        <TextField
          name="topicTemplate"
          label={text('defaults.topicTemplate')}
          hint={text('defaults.topicTemplate.hint')}
          isRequired
        />
      </Cell>
      <Cell>
        <TimezoneField />
      </Cell>
      <Cell>
        <NumberField
          name="defaultDuration"
          label={text('defaults.defaultDuration')}
          hint={text('defaults.defaultDuration.hint')}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="waitingRoom"
          label={text('defaults.waitingRoom')}
          hint={text('defaults.waitingRoom.hint')}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="joinBeforeHost"
          label={text('defaults.joinBeforeHost')}
          hint={text(
            hasWaitingRoom ? 'defaults.joinBeforeHost.noEffect' : 'defaults.joinBeforeHost.hint'
          )}
        />
      </Cell>
      <Cell>
        <ChoiceField
          name="autoRecording"
          label={text('defaults.autoRecording')}
          hint={text('defaults.autoRecording.hint')}
          choices={AUTO_RECORDING.map((value) => ({
            value,
            label: text(`defaults.autoRecording.${value}`),
          }))}
        />
      </Cell>
      {ZOOM_CHOSEN.map((name) => (
        <Cell key={name}>
          <ChoiceField
            name={name}
            label={text(`defaults.${name}`)}
            hint={text(`defaults.${name}.hint`)}
            choices={ZOOM_CHOICES.map((value) => ({
              value,
              label: text(`defaults.choice.${value}`),
            }))}
          />
        </Cell>
      ))}
      <Cell isWide>
        <HostsField
          name="alternativeHosts"
          label={text('defaults.alternativeHosts')}
          hint={text('defaults.alternativeHosts.hint')}
        />
      </Cell>
      <Cell>
        <ToggleField
          name="sendZoomReminders"
          label={text('defaults.sendZoomReminders')}
          hint={text('defaults.sendZoomReminders.hint')}
        />
      </Cell>
      <Cell>
        <ChoiceField
          name="onUnpublish"
          label={text('defaults.onUnpublish')}
          choices={(['delete', 'keep'] as const).map((value) => ({
            value,
            label: text(`defaults.onUnpublish.${value}`),
          }))}
        />
      </Cell>
      <Cell>
        <NumberField
          name="deleteGraceSeconds"
          label={text('defaults.deleteGraceSeconds')}
          hint={text(
            keepsMeetings
              ? 'defaults.deleteGraceSeconds.noEffect'
              : 'defaults.deleteGraceSeconds.hint'
          )}
          hasNoEffect={keepsMeetings}
        />
      </Cell>
      <Cell>
        <ChoiceField
          name="onZoomChange"
          label={text('defaults.onZoomChange')}
          choices={(['flag', 'keep-cms'] as const).map((value) => ({
            value,
            label: text(`defaults.onZoomChange.${value}`),
          }))}
        />
      </Cell>
      <Cell isWide>
        <ApplyDefaults />
      </Cell>
    </Section>
  );
};
