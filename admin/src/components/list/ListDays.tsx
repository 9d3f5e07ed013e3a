import { Box, DatePicker } from '@strapi/design-system';
import { useIntl } from 'react-intl';

import { useText } from '../../translations/useText';
import { dateOf, dayOf } from './days';
import type { ListQuery } from './useListQuery';

/** From which day and until which, both included. */
export const ListDays = ({ query }: { query: ListQuery }) => (
  <>
    <Day name="from" query={query} />
    <Day name="to" query={query} />
  </>
);

const Day = ({ name, query }: { name: 'from' | 'to'; query: ListQuery }) => {
  const text = useText();
  const { locale } = useIntl();
  const label = text(`list.${name}`);
  const value = dateOf(query.chosen(name));
  return (
    <Box width={{ initial: '100%', medium: '16rem' }}>
      <DatePicker
        // It keeps what it showed when it is emptied from outside.
        key={value === undefined ? 'empty' : 'chosen'}
        aria-label={label}
        size="S"
        placeholder={label}
        locale={locale}
        clearLabel={text('list.clear')}
        monthSelectLabel={text('list.month')}
        yearSelectLabel={text('list.year')}
        onChange={(date) => query.set({ [name]: date && dayOf(date) })}
        onClear={() => query.set({ [name]: undefined })}
        {...(value === undefined ? {} : { value })}
      />
    </Box>
  );
};
