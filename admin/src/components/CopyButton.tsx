import { Button } from '@strapi/design-system';
import { Duplicate } from '@strapi/icons';

import { useCopy } from './useCopy';

type CopyButtonProps = { value: string; label: string };

/** Copies a text and says so. */
export const CopyButton = ({ value, label }: CopyButtonProps) => {
  const copy = useCopy();
  return (
    <Button variant="tertiary" size="S" startIcon={<Duplicate />} onClick={() => void copy(value)}>
      {label}
    </Button>
  );
};
