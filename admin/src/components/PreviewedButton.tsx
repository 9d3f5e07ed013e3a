import { type ReactNode, useState } from 'react';

import { Button, Dialog, Flex, Loader, Typography } from '@strapi/design-system';
import { ConfirmDialog } from '@strapi/strapi/admin';

import { useText } from '../translations/useText';

type Preview<Data> = { data?: Data | undefined; isError: boolean };

type PreviewedButtonProps<Data> = {
  label: string;
  /** Asked when the dialog opens. */
  usePreview: () => Preview<Data>;
  /** What would happen, once it is known. */
  draw: (data: Data) => ReactNode;
  /** What the button that does it says; null where there is nothing to do. */
  confirmLabel: (data: Data) => string | null;
  isBusy: boolean;
  onConfirm: () => Promise<void>;
};

/** A button whose action is shown first: how much it is, and what it takes. */
export const PreviewedButton = <Data,>(props: PreviewedButtonProps<Data>) => {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={setIsOpen}>
      <Dialog.Trigger>
        <Button variant="secondary" size="S">
          {props.label}
        </Button>
      </Dialog.Trigger>
      {isOpen && <PreviewDialog {...props} onDone={() => setIsOpen(false)} />}
    </Dialog.Root>
  );
};

type PreviewDialogProps<Data> = PreviewedButtonProps<Data> & { onDone: () => void };

const PreviewDialog = <Data,>(props: PreviewDialogProps<Data>) => {
  const { label, usePreview, draw, confirmLabel, isBusy, onConfirm, onDone } = props;
  const text = useText();
  const { data, isError } = usePreview();
  const action = data === undefined ? null : confirmLabel(data);
  const confirm = async () => {
    await onConfirm();
    onDone();
  };
  return (
    <ConfirmDialog
      title={label}
      endAction={
        <Button
          fullWidth
          disabled={action === null}
          loading={isBusy}
          onClick={() => void confirm()}
        >
          {action ?? label}
        </Button>
      }
    >
      {isError && <Typography>{text('common.failed')}</Typography>}
      {data === undefined && !isError && <Loader small>{text('list.loading')}</Loader>}
      {data !== undefined && (
        <Flex direction="column" alignItems="stretch" gap={3} width="100%">
          {draw(data)}
        </Flex>
      )}
    </ConfirmDialog>
  );
};
