import { Typography } from '@strapi/design-system';

import { useArchiveBacklogQuery, useArchiveMissingMutation } from '../../api/recordsApi';
import { PreviewedButton } from '../../components/PreviewedButton';
import { useTold } from '../../components/useTold';
import { useText } from '../../translations/useText';
import { useSize } from '../../components/fileWords';

const useBacklog = () => useArchiveBacklogQuery(undefined, { refetchOnMountOrArgChange: true });

/** Archives what came before the archive was switched on; shows first how much that is. */
export const ArchiveMissing = () => {
  const text = useText();
  const told = useTold();
  const size = useSize();
  const [archive, { isLoading }] = useArchiveMissingMutation();
  return (
    <PreviewedButton
      label={text('recordings.missing')}
      usePreview={useBacklog}
      draw={({ isOn, files, bytes }) => (
        <Typography>
          {isOn
            ? text('recordings.missing.preview', { count: files, size: size(bytes) })
            : text('recordings.missing.off')}
        </Typography>
      )}
      confirmLabel={({ files }) =>
        files === 0 ? null : text('recordings.missing.confirm', { count: files })
      }
      isBusy={isLoading}
      onConfirm={() => told(() => archive(undefined).unwrap(), text('recordings.missing.done'))}
    />
  );
};
