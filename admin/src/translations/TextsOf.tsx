import { type ReactNode, useEffect, useState } from 'react';

import { IntlProvider, useIntl } from 'react-intl';

import { loadSentences } from '../said/load';
import { type Area, loadTexts, type Texts } from './areas';

/** What was loaded once is there at once: a page that is opened again does not wait. */
const loaded = new Map<string, Texts>();

/** The area's texts in this language, English where one is missing; null until they are there. */
const useTexts = (area: Area, locale: string): Texts | null => {
  const key = `${area}/${locale}`;
  const [arrived, setArrived] = useState<{ key: string; texts: Texts } | null>(null);
  useEffect(() => {
    if (loaded.has(key)) return undefined;
    let isWanted = true;
    // Keys are better than no page: a chunk that cannot be loaded is reloaded with the next visit.
    const none = (): Texts => ({});
    void Promise.all([
      loadTexts(area, 'en').catch(none),
      locale === 'en' ? {} : loadTexts(area, locale).catch(none),
      loadSentences(locale).catch(() => undefined),
    ]).then(([english, own]) => {
      const texts = { ...english, ...own };
      if (Object.keys(english).length > 0) loaded.set(key, texts);
      if (isWanted) setArrived({ key, texts });
    });
    return () => {
      isWanted = false;
    };
  }, [area, key, locale]);
  return loaded.get(key) ?? (arrived?.key === key ? arrived.texts : null);
};

type TextsOfProps = { area: Area; fallback?: ReactNode; children: ReactNode };

/** Gives what is below it the texts of an area, besides those the admin panel has anyway. */
export const TextsOf = ({ area, fallback = null, children }: TextsOfProps) => {
  const { locale, messages, textComponent } = useIntl();
  const texts = useTexts(area, locale);
  if (texts === null) return fallback;
  return (
    <IntlProvider
      locale={locale}
      defaultLocale="en"
      messages={{ ...messages, ...texts } as Texts}
      textComponent={textComponent ?? 'span'}
    >
      {children}
    </IntlProvider>
  );
};
