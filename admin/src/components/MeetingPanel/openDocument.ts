/** What is read of a version of an entry, as the Content Manager gives it. */
type Version = Record<string, unknown>;

type OpenEntry = {
  document: Version | undefined;
  meta: { availableStatus: Version[]; availableLocales: Version[] } | undefined;
};

/** What the panel needs to know of the entry that is open beside it. */
export type OpenDocument = {
  locale: string | null;
  /** Changes whenever a save, publish, unpublish or discard may have changed the meeting. */
  version: string;
  /** The saved draft is what is published. */
  isUpToDate: boolean;
  /** In this language or another one: all of them share the meeting. */
  isPublished: boolean;
};

/** Reads the Content Manager's document and its metadata; both are absent while it is cloned. */
export const readOpenDocument = ({ document, meta }: OpenEntry): OpenDocument => {
  const versions = [document, ...(meta?.availableStatus ?? [])];
  const inOtherLanguages = meta?.availableLocales ?? [];
  return {
    locale: typeof document?.locale === 'string' ? document.locale : null,
    version: versions
      .map((version) => `${version?.updatedAt ?? ''}/${version?.publishedAt ?? ''}`)
      .join(' '),
    isUpToDate: document?.status === 'published',
    isPublished: [document, ...inOtherLanguages].some(
      (version) => version?.status === 'published' || version?.status === 'modified'
    ),
  };
};
