import { type ReactNode, useState } from 'react';

import { Button, Dialog } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

type ConfirmedButtonProps = {
  label: string;
  /** What happens, asked before it does. */
  question: ReactNode;
  variant?: 'default' | 'secondary' | 'tertiary' | 'danger' | 'danger-light';
  isBusy: boolean;
  onConfirm: () => Promise<void>;
};

/** A button whose action is asked about first. */
export const ConfirmedButton = (props: ConfirmedButtonProps) => {
  const { label, question, variant = 'secondary', isBusy, onConfirm } = props;
  const [isOpen, setIsOpen] = useState(false);
  const confirm = async () => {
    await onConfirm();
    setIsOpen(false);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger>
        <Button variant={variant} size="S" loading={isBusy}>
          {label}
        </Button>
      </Dialog.Trigger>
      <ConfirmDialog
        title={label}
        onConfirm={confirm}
        endAction={
          <Button fullWidth variant="danger-light" loading={isBusy} onClick={confirm}>
            {label}
          </Button>
        }
      >
        {question}
      </ConfirmDialog>
    </Dialog.Root>
  );
};
