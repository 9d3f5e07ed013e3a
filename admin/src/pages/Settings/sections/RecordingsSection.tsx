import { MultiSelect, MultiSelectOption } from '@strapi/design-system';

import {
  AFTER_ARCHIVE,
  RECORDING_FILE_TYPES,
  RELEASE_RECORDINGS,
} from '../../../../../contracts/choices';
import { Notice } from '../../../components/Notice';
import { useSaid } from '../../../said/useSaid';
import { useText } from '../../../translations/useText';
import { ChoiceField } from '../fields/ChoiceField';
import { SettingField } from '../fields/SettingField';
import { ToggleField } from '../fields/ToggleField';
import { textsOf, useSetting, useSettings } from '../useSetting';
import { Cell, Section } from './Section';

export const RecordingsSection = () => {
  const text = useText();
  const said = useSaid();
  const { view } = useSettings();
  const isArchiving = useSetting('archive.enabled').value === true;
  return (
    <Section title={text('recordingRules.title')} intro={text('recordingRules.intro')}>
      <Cell isWide>
        <ChoiceField
          name="releaseRecordings"
          label={text('recordingRules.release')}
          hint={text('recordingRules.release.hint')}
          choices={RELEASE_RECORDINGS.map((value) => ({
            value,
            label: text(`recordingRules.release.${value}`),
          }))}
        />
      </Cell>
      <Cell isWide>
        <ToggleField
          name="archive.enabled"
          label={text('recordingRules.archive')}
          hint={text('recordingRules.archive.hint')}
        />
      </Cell>
      {isArchiving && (
        <>
          {view.archiveWarning !== null && (
            <Cell isWide>
              <Notice tone="warning">{said(view.archiveWarning)}</Notice>
            </Cell>
          )}
          <Cell>
            <FileTypes />
          </Cell>
          <Cell>
            <ChoiceField
              name="archive.afterwards"
              label={text('recordingRules.afterwards')}
              hint={text('recordingRules.afterwards.hint')}
              choices={AFTER_ARCHIVE.map((value) => ({
                value,
                label: text(`recordingRules.afterwards.${value}`),
              }))}
            />
          </Cell>
        </>
      )}
    </Section>
  );
};

const FileTypes = () => {
  const text = useText();
  const { value, change, error, isDisabled } = useSetting('archive.fileTypes');
  return (
    <SettingField
      name="archive.fileTypes"
      label={text('recordingRules.fileTypes')}
      hint={text('recordingRules.fileTypes.hint')}
      error={error}
    >
      <MultiSelect
        value={textsOf(value)}
        disabled={isDisabled}
        onChange={(types: string[]) => change(types)}
      >
        {RECORDING_FILE_TYPES.map((type) => (
          <MultiSelectOption key={type} value={type}>
            {text(`recordingRules.type.${type}`)}
          </MultiSelectOption>
        ))}
      </MultiSelect>
    </SettingField>
  );
};
