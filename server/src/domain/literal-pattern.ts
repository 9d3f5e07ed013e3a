/** A text as a pattern that matches it alone, in expressions with the flag `u` too: there `\-` is no escape. */
export const literalPattern = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
