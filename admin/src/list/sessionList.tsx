import { lazy, Suspense } from 'react';

import { SESSION_STATE_FILTER, SESSION_STATE_FILTERS } from '../../../contracts/choices';
import { isPermitted, MEETINGS_READ } from '../permissions';
import { textId } from '../translations/areas';
import { FILTER_LABEL } from './filterLabel';
import { StateFilter } from './StateFilter';

const StateCell = lazy(() => import('./StateCell'));

/** What the Content Manager hands to the hooks of its list view, as far as it is used here. */
type Layout = { options?: { zoom?: { isSession?: boolean } } };
type Columns = { displayedHeaders: object[]; layout: Layout };
type Filters = { displayedFilters: object[]; layout: Layout };

/** What is asked of the app that is running: its hooks run outside of React. */
export type ListSurroundings = {
  /** What the person who looks may do. */
  held: () => readonly { action: string }[];
  /** A text of the area `core`, by its id, in the language of the panel. */
  message: (id: string) => string;
};

type Cell = { documentId: string };

/** A column and a filter for lists of sessions, drawn for those who may see meetings. */
export const sessionList = ({ held, message }: ListSurroundings) => {
  const isOurs = ({ options }: Layout): boolean =>
    options?.zoom?.isSession === true && isPermitted(held(), MEETINGS_READ);

  return {
    addColumn({ displayedHeaders, layout }: Columns): Columns {
      if (!isOurs(layout)) return { displayedHeaders, layout };
      const column = {
        name: SESSION_STATE_FILTER,
        label: { id: textId('list.column'), defaultMessage: 'Zoom' },
        searchable: false,
        sortable: false,
        cellFormatter: ({ documentId }: Cell, _header: unknown, { model }: { model: string }) => (
          <Suspense fallback={null}>
            <StateCell uid={model} documentId={documentId} />
          </Suspense>
        ),
      };
      // Beside the title: further to the right a table is cut off on a narrow screen.
      const [title, ...others] = displayedHeaders;
      return { displayedHeaders: [...(title ? [title] : []), column, ...others], layout };
    },

    addFilter({ displayedFilters, layout }: Filters): Filters {
      if (!isOurs(layout)) return { displayedFilters, layout };
      const filter = {
        name: SESSION_STATE_FILTER,
        type: 'enumeration',
        label: { id: textId('list.filter'), defaultMessage: 'Zoom state' },
        operators: [
          { label: { id: textId('list.filter.is'), defaultMessage: 'is' }, value: '$eq' },
        ],
        input: StateFilter,
        options: SESSION_STATE_FILTERS.map((value) => ({
          value,
          label: message(textId(FILTER_LABEL[value])),
        })),
      };
      return { displayedFilters: [...displayedFilters, filter], layout };
    },
  };
};
