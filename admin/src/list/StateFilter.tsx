import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useField } from '@strapi/strapi/admin';

import { SESSION_STATE_FILTERS } from '../../../contracts/choices';
import { useText } from '../translations/useText';
import { FILTER_LABEL } from './filterLabel';

type StateFilterProps = { name: string; 'aria-label'?: string };

/** The value of the Zoom state among the filters of a list. */
export const StateFilter = ({ name, 'aria-label': label }: StateFilterProps) => {
  const text = useText();
  const field = useField<string>(name);
  return (
    <SingleSelect
      aria-label={label}
      value={field.value ?? ''}
      onChange={(value) => field.onChange(name, String(value))}
    >
      {SESSION_STATE_FILTERS.map((value) => (
        <SingleSelectOption key={value} value={value}>
          {text(FILTER_LABEL[value])}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
};
