import { createHooks } from '../../../server/src/hooks';

const session = { uid: 'a', documentId: 'b', topic: 'Own', hostEmail: null } as never;

test('a hook that never answers is given up', async () => {
  const hooks = createHooks({ giveUpAfterMs: 20 });
  hooks.register('host', () => new Promise<never>(() => undefined));
  await expect(hooks.plan(session)).rejects.toThrow(/“host” failed: no answer within 0\.02 s/);
});

test('nothing said leaves it to the plugin, and the last one registered counts', async () => {
  const hooks = createHooks();
  expect(await hooks.plan(session)).toEqual(session);
  const undoFirst = hooks.register('topic', () => 'First');
  const undo = hooks.register('topic', async () => 'Second');
  undoFirst();
  expect((await hooks.plan(session)).topic).toBe('Second');
  undo();
  hooks.register('topic', () => null);
  expect((await hooks.plan(session)).topic).toBe('Own');
});
