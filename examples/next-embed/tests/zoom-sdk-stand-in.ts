/**
 * Stands for both views of Zoom's SDK in the tests: hands what it was given to "Zoom", which the
 * test answers for, and shows what came of it.
 */
type Given = Record<string, unknown>;

let root: HTMLElement | undefined;

const enter = async (view: string, given: Given): Promise<void> => {
  const answer = await fetch('https://stand-in.zoom.us/join', {
    method: 'POST',
    body: JSON.stringify({ view, ...given }),
  });
  const { errorCode, name } = await answer.json();
  if (errorCode) throw { type: 'JOIN_MEETING_FAILED', errorCode };
  const stage = root ?? document.body.appendChild(document.createElement('div'));
  stage.style.cssText =
    'display: grid; place-items: center; min-height: 30rem; background: #1c1c1c; color: white;';
  stage.textContent = `${String(name)} joined (${view})`;
};

const client = {
  init: async ({ zoomAppRoot }: { zoomAppRoot: HTMLElement }) => {
    root = zoomAppRoot;
  },
  join: (given: Given) => enter('component view', given),
};

type Ends = { success: () => void; error: (why: unknown) => void };

export const ZoomMtg = {
  preLoadWasm: () => {},
  prepareWebSDK: () => {},
  init: ({ success }: Ends) => success(),
  join: ({ success, error, ...given }: Given & Ends) => {
    enter('client view', given).then(success, error);
  },
};

export default { createClient: () => client };
