import { useState } from 'react';

import { useFetchClient, useNotification } from '@strapi/strapi/admin';

import { useFailureText } from '../../api/useFailureText';

/** Saves what the server gives as a file; the request carries the log-in, as a plain link cannot. */
export const useDownload = () => {
  const { get } = useFetchClient();
  const failureText = useFailureText();
  const { toggleNotification } = useNotification();
  const [isBusy, setIsBusy] = useState(false);
  const download = async (url: string, name: string): Promise<void> => {
    setIsBusy(true);
    try {
      const { data } = await get<Blob>(url, { responseType: 'blob' });
      const address = URL.createObjectURL(data);
      const link = Object.assign(document.createElement('a'), { href: address, download: name });
      link.click();
      URL.revokeObjectURL(address);
    } catch (error) {
      toggleNotification({ type: 'danger', message: failureText(error) });
    } finally {
      setIsBusy(false);
    }
  };
  return { download, isBusy };
};
