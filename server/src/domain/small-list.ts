/** Up to here a list is copied, which keeps it as small as it is: a pushed one has room for 17. */
const SMALL = 8;

export const NONE: readonly never[] = Object.freeze([]);

/** The list with an item that it may have already. Nobody else may hold the list. */
export const withItem = <Item>(list: readonly Item[], item: Item): readonly Item[] => {
  if (list.length < SMALL) return list.includes(item) ? list : [...list, item];
  const grown = list.length === SMALL ? [...list] : (list as Item[]);
  grown.push(item);
  return grown;
};
