import { useState } from 'react';

import { Box, Searchbar, SearchForm } from '@strapi/design-system';

import { useText } from '../../translations/useText';

type ListSearchProps = {
  label: string;
  value: string | undefined;
  onSearch: (value: string | undefined) => void;
};

/** Searches when it is sent: a list is not read again for every letter. */
export const ListSearch = ({ label, value = '', onSearch }: ListSearchProps) => {
  const text = useText();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  // The address changed: another page of the history, or "clear".
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  return (
    <Box width={{ initial: '100%', medium: '26rem' }}>
      <SearchForm
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(typed.trim() || undefined);
        }}
      >
        <Searchbar
          name="search"
          placeholder={label}
          clearLabel={text('list.clear')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onClear={() => {
            setTyped('');
            onSearch(undefined);
          }}
        >
          {label}
        </Searchbar>
      </SearchForm>
    </Box>
  );
};
