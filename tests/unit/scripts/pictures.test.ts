import { readdir } from 'node:fs/promises';

import { IMAGES, shownPictures } from '../../../scripts/pictures';

test('every picture of the documentation is there, and none is there that no page shows', async () => {
  const there = await readdir(IMAGES);
  expect([...(await shownPictures())].sort()).toEqual(there.sort());
});
