import { describeWithDocuments, validateEvent, validateRequest, validateResponse } from './openapi';
import { openReceiver, type WebhookReceiver } from './webhook-receiver';
import { idOf, openAccount, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';

describeWithDocuments('the simulator’s recordings fit Zoom’s documents', () => {
  let zoom: ZoomAccount;
  let receiver: WebhookReceiver;
  let run: string;
  let fileId: string;

  beforeAll(async () => {
    zoom = await openAccount();
    receiver = await openReceiver();
    const { controls } = zoom.simulator;
    await controls.connectWebhook({ url: receiver.url });
    const id = idOf(await zoom.ask('POST', `/users/${HOST}/meetings`, { topic: 'Algebra' }));
    const { uuid } = controls.startMeeting(id);
    controls.startRecording(id);
    controls.stopRecording(id);
    controls.endMeeting(id);
    const [video, audio] = controls.completeRecording(id, {
      // Captions and timelines have no id, which the documents say in words and not in schemas.
      files: [{ type: 'MP4' }, { type: 'M4A' }],
    });
    controls.completeTranscript(id);
    controls.companionTranscript(id);
    controls.renameRecording(id, 'Algebra, revised');
    const fileIds = [audio?.id ?? ''];
    for (const asBatch of [false, true]) {
      controls.moveRecordings([uuid], { move: 'trashed', fileIds, asBatch });
      controls.moveRecordings([uuid], { move: 'recovered', asBatch });
    }
    controls.moveRecordings([uuid], { move: 'deleted', fileIds, asBatch: false });
    controls.moveRecordings([uuid], { move: 'deleted', fileIds: [], asBatch: true });
    run = encodeURIComponent(uuid);
    if (uuid.startsWith('/') || uuid.includes('//')) run = encodeURIComponent(run);
    fileId = video?.id ?? '';
    await controls.webhooksSettled();
  });
  afterAll(async () => {
    await zoom.close();
    await receiver.close();
  });

  it.each([
    { method: 'GET', path: '/meetings/:run/recordings' },
    {
      method: 'GET',
      path: '/meetings/:run/recordings?include_fields=download_access_token&ttl=60',
    },
    { method: 'GET', path: `/users/${HOST}/recordings?page_size=30&from=2030-01-01&to=2030-01-31` },
    { method: 'GET', path: '/meetings/:run/transcript' },
    { method: 'DELETE', path: '/meetings/:run/recordings/:file?action=trash' },
    { method: 'PUT', path: '/meetings/:run/recordings/status', body: { action: 'recover' } },
    { method: 'DELETE', path: '/meetings/:run/recordings' },
    { method: 'GET', path: '/meetings/:run/recordings' },
  ])('$method $path', async ({ method, path, body }) => {
    const target = path.replace(':run', run).replace(':file', fileId);
    const answer = await zoom.ask(method, target, body);
    expect(validateResponse(method, target, answer)).toEqual({ kind: 'valid' });
    expect(validateRequest(method, target, body)).toEqual({ kind: 'valid' });
  });

  it.each([
    'recording.started',
    'recording.stopped',
    'recording.completed',
    'recording.transcript_completed',
    'recording.renamed',
    'recording.trashed',
    'recording.recovered',
    'recording.deleted',
    'recording.batch_trashed',
    'recording.batch_recovered',
  ])('%s', (event) => {
    const sent = receiver.received.filter((webhook) => webhook.event === event);
    expect(sent.length).toBeGreaterThan(0);
    for (const { body } of sent) expect(validateEvent(body)).toEqual({ kind: 'valid' });
  });
});
