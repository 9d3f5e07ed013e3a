/** What is read of a content type. */
export type TypeFacts = {
  kind?: string | undefined;
  info?: { displayName?: string | undefined } | undefined;
  options?: { draftAndPublish?: boolean | undefined } | undefined;
  pluginOptions?: { i18n?: { localized?: boolean } } | undefined;
  attributes: Record<string, AttributeFacts>;
};

export type AttributeFacts = {
  type: string;
  relation?: string;
  target?: string;
  enum?: string[];
  pluginOptions?: { i18n?: { localized?: boolean } };
};

/** Finds a content type by its uid. */
export type FindType = (uid: string) => TypeFacts | undefined;

export const isLocalizedAttribute = ({ pluginOptions }: AttributeFacts): boolean =>
  pluginOptions?.i18n?.localized === true;
