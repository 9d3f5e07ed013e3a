import type { Admission } from './admission';

/** Loaded at the click only: the SDK weighs several megabytes. */
const componentView = async (admission: Admission, root: HTMLElement): Promise<void> => {
  const { default: zoom } = await import('@zoom/meetingsdk/embedded');
  const client = zoom.createClient();
  await client.init({ zoomAppRoot: root, language: 'en-US', patchJsMedia: true });
  await client.join(admission);
};

/** Zoom's component view is made for desktops alone: this one takes the whole page. */
const clientView = async (
  { password, ...admission }: Admission,
  leaveUrl: string
): Promise<void> => {
  const { ZoomMtg } = await import('@zoom/meetingsdk');
  ZoomMtg.preLoadWasm();
  ZoomMtg.prepareWebSDK();
  const asPromise = (
    work: (ends: { success: () => void; error: (why: unknown) => void }) => void
  ) => new Promise<void>((resolve, reject) => work({ success: resolve, error: reject }));
  await asPromise((ends) => ZoomMtg.init({ leaveUrl, patchJsMedia: true, ...ends }));
  await asPromise((ends) => ZoomMtg.join({ ...admission, passWord: password, ...ends }));
};

export type Stage = {
  /** Where the component view draws. */
  root: HTMLElement;
  /** Where the client view leads after the meeting. */
  leaveUrl: string;
};

/** Zoom's own limit: its component view is not offered below this width. */
const SMALL_SCREEN = '(max-width: 767px)';

/** Resolves once the visitor is in the meeting. */
export const joinMeeting = (admission: Admission, stage: Stage): Promise<void> =>
  window.matchMedia(SMALL_SCREEN).matches
    ? clientView(admission, stage.leaveUrl)
    : componentView(admission, stage.root);

/** Zoom's codes for what a visitor can do something about. */
const MESSAGES: Record<number, string> = {
  3004: 'The passcode of this meeting has changed. Reload the page.',
  3008: 'The host has not started the meeting yet.',
  3099: 'This meeting wants a registration.',
  3712: 'The signature was not accepted. Reload the page.',
};

/** What to tell the visitor, whatever the SDK threw. */
export const explain = (error: unknown): string => {
  const code: unknown =
    typeof error === 'object' && error !== null ? Reflect.get(error, 'errorCode') : undefined;
  return (
    (typeof code === 'number' ? MESSAGES[code] : undefined) ??
    'The meeting could not be shown in this page.'
  );
};
