import { useState } from 'react';

import { Box, Combobox, ComboboxOption } from '@strapi/design-system';

import { useCoursesQuery } from '../../api/recordsApi';
import { momentsOf } from '../../components/list/days';
import type { ListQuery } from '../../components/list/useListQuery';
import { useText } from '../../translations/useText';

type RunFilter = { search?: string; course?: string; from?: string; to?: string };

/** Which sessions are meant, as the server asks for it. */
export const runFilterOf = ({ chosen }: ListQuery): RunFilter => {
  const search = chosen('search');
  const course = chosen('course');
  return {
    ...(search ? { search } : {}),
    ...(course ? { course } : {}),
    ...momentsOf({ from: chosen('from'), to: chosen('to') }),
  };
};

/** One of the courses there are; typing finds those that the list does not show. */
export const CourseChoice = ({ query }: { query: ListQuery }) => {
  const text = useText();
  const [typed, setTyped] = useState('');
  const course = query.chosen('course');
  const { data = [], isFetching } = useCoursesQuery(typed);
  const names = course === undefined || data.includes(course) ? data : [course, ...data];
  const label = text('attendance.course');
  return (
    <Box width={{ initial: '100%', medium: '26rem' }}>
      <Combobox
        aria-label={label}
        size="S"
        placeholder={label}
        value={course ?? ''}
        loading={isFetching}
        clearLabel={text('list.clear')}
        noOptionsMessage={() => text('attendance.noCourse')}
        onInputChange={(event) => setTyped(event.currentTarget.value)}
        onChange={(value) => query.set({ course: value || undefined })}
        onClear={() => {
          setTyped('');
          query.set({ course: undefined });
        }}
      >
        {names.map((name) => (
          <ComboboxOption key={name} value={name}>
            {name}
          </ComboboxOption>
        ))}
      </Combobox>
    </Box>
  );
};
