import { Button, DatePicker, Flex, SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { Cross } from '@strapi/icons';
import { SearchInput } from '@strapi/strapi/admin';
import { useIntl } from 'react-intl';

import { MEETING_STATES, SYNC_STATES } from '../../../../contracts/meeting';
import { useMeetingChoicesQuery } from '../../api/deskApi';
import { useText } from '../../translations/useText';
import { isNarrowed, type ListQuery, startOfDay, writeDay } from './listParams';

type Choice = { value: string; label: string };

type ListFiltersProps = {
  query: ListQuery;
  /** Undefined takes a filter away. */
  onChange: (changes: ListQuery) => void;
  onClear: () => void;
};

/** Search and filters; what they are set to stands in the address of the page. */
export const ListFilters = ({ query, onChange, onClear }: ListFiltersProps) => {
  const text = useText();
  const { data: choices } = useMeetingChoicesQuery(undefined);
  const pick = (name: 'when' | 'state' | 'syncState' | 'host' | 'type', options: Choice[]) => ({
    value: query[name],
    options,
    onPick: (value: string | undefined) => onChange({ [name]: value }),
  });
  const types = [
    ...(choices?.types.map(({ uid, label }) => ({ value: uid, label })) ?? []),
    { value: 'rest', label: text('meetings.filter.type.rest') },
  ];
  return (
    <Flex gap={2} wrap="wrap" alignItems="center">
      <SearchInput label={text('meetings.search')} placeholder={text('meetings.search')} />
      <Pick
        name={text('meetings.filter.when')}
        any={text('meetings.filter.when.any')}
        {...pick('when', [
          { value: 'upcoming', label: text('meetings.filter.when.upcoming') },
          { value: 'past', label: text('meetings.filter.when.past') },
          { value: 'range', label: text('meetings.filter.when.range') },
        ])}
      />
      {query.when === 'range' && (
        <>
          <Day
            name={text('meetings.filter.from')}
            value={query.from}
            onPick={(from) => onChange({ from })}
          />
          <Day
            name={text('meetings.filter.to')}
            value={query.to}
            onPick={(to) => onChange({ to })}
          />
        </>
      )}
      <Pick
        name={text('meetings.filter.state')}
        any={text('meetings.filter.state.any')}
        {...pick(
          'state',
          MEETING_STATES.map((value) => ({ value, label: text(`state.${value}`) }))
        )}
      />
      <Pick
        name={text('meetings.filter.sync')}
        any={text('meetings.filter.sync.any')}
        {...pick(
          'syncState',
          SYNC_STATES.map((value) => ({ value, label: text(`sync.${value}`) }))
        )}
      />
      {(choices?.hosts.length ?? 0) > 1 && (
        <Pick
          name={text('meetings.filter.host')}
          any={text('meetings.filter.host.any')}
          {...pick(
            'host',
            (choices?.hosts ?? []).map((host) => ({ value: host, label: host }))
          )}
        />
      )}
      <Pick
        name={text('meetings.filter.type')}
        any={text('meetings.filter.type.any')}
        {...pick('type', types)}
      />
      {isNarrowed(query) && (
        <Button variant="tertiary" size="S" startIcon={<Cross />} onClick={onClear}>
          {text('meetings.filter.clear')}
        </Button>
      )}
    </Flex>
  );
};

type PickProps = {
  name: string;
  /** What it says while nothing is picked, which can be picked again. */
  any: string;
  value: string | undefined;
  options: Choice[];
  onPick: (value: string | undefined) => void;
};

/** No real value: an empty one would draw the placeholder beside the option. */
const ANY = 'any';

const Pick = ({ name, any, value, options, onPick }: PickProps) => (
  <SingleSelect
    size="S"
    aria-label={name}
    placeholder={any}
    value={value ?? ANY}
    onChange={(picked) => onPick(picked === ANY ? undefined : String(picked))}
  >
    {[{ value: ANY, label: any }, ...options].map((option) => (
      <SingleSelectOption key={option.value} value={option.value}>
        {option.label}
      </SingleSelectOption>
    ))}
  </SingleSelect>
);

type DayProps = {
  name: string;
  value: string | undefined;
  onPick: (day: string | undefined) => void;
};

const Day = ({ name, value, onPick }: DayProps) => {
  const text = useText();
  const { locale } = useIntl();
  const day = startOfDay(value);
  return (
    <DatePicker
      size="S"
      locale={locale}
      aria-label={name}
      placeholder={name}
      clearLabel={text('meetings.filter.date.clear')}
      value={day ?? undefined}
      onChange={(picked) => onPick(picked === undefined ? undefined : writeDay(picked))}
      onClear={() => onPick(undefined)}
    />
  );
};
