import type { ReactNode } from 'react';

import {
  Box,
  Button,
  EmptyStateLayout,
  Flex,
  Loader,
  Table,
  Tbody,
  Th,
  Thead,
  Tr,
  Typography,
  VisuallyHidden,
} from '@strapi/design-system';
import { EmptyDocuments } from '@strapi/icons/symbols';

import { useFailureText } from '../../api/useFailureText';
import { useText } from '../../translations/useText';
import { EmptyList } from './EmptyList';

export type Column = {
  name: string;
  label: string;
  /** For a column of buttons: its name is read out, not drawn. */
  isHidden?: boolean;
};

type RecordTableProps<Row> = {
  label: string;
  columns: readonly Column[];
  read: {
    data?: { data: readonly Row[] } | undefined;
    error?: unknown;
    isFetching: boolean;
    refetch: () => unknown;
  };
  /** One `Tr`, with its key. */
  row: (row: Row) => ReactNode;
  /** What is said where there is nothing. */
  empty: string;
  emptyAction?: ReactNode;
};

/** About as high as a page of rows: what comes after a list stays where it is. */
const WHILE_READING = '40rem';

/** A list's page: being read, failed with a way on, empty, or its rows. */
export const RecordTable = <Row,>(props: RecordTableProps<Row>) => {
  const { label, columns, read, row, empty, emptyAction } = props;
  const text = useText();
  const failureText = useFailureText();
  const rows = read.data?.data;
  if (rows === undefined) {
    return (
      <Flex justifyContent="center" minHeight={WHILE_READING} background="neutral0" hasRadius>
        {read.isFetching ? (
          <Loader>{text('list.loading')}</Loader>
        ) : (
          <EmptyStateLayout
            content={failureText(read.error)}
            icon={<EmptyDocuments width="16rem" />}
            action={
              <Button variant="secondary" onClick={() => void read.refetch()}>
                {text('common.retry')}
              </Button>
            }
          />
        )}
      </Flex>
    );
  }
  if (rows.length === 0) return <EmptyList content={empty} action={emptyAction} />;
  return (
    <Box aria-busy={read.isFetching} width="100%">
      <Table aria-label={label} colCount={columns.length} rowCount={rows.length + 1}>
        <Thead>
          <Tr>
            {columns.map(({ name, label: heading, isHidden }) => (
              <Th key={name}>
                {isHidden ? (
                  <VisuallyHidden>{heading}</VisuallyHidden>
                ) : (
                  <Typography variant="sigma" textColor="neutral600">
                    {heading}
                  </Typography>
                )}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>{rows.map(row)}</Tbody>
      </Table>
    </Box>
  );
};
