/** An e-mail address inside a text; generous, since it is taken out and not written to. */
const ADDRESS = /[^\s<>()[\]"',;:@]+@[^\s<>()[\]"',;:@]+/g;
/** Links may carry passcodes and tokens. */
const LINK = /\bhttps?:\/\/[^\s<>"']+/gi;

/** A text fit for logs and listeners: without e-mail addresses and without links. */
export const withoutAddresses = (text: string): string =>
  text.replace(LINK, '[link]').replace(ADDRESS, '[address]');
