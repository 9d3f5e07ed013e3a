import { webhookUrl } from '../../../server/src/settings/webhook-url';

it.each([
  ['', undefined, '/api/webhooks/zoom'],
  ['', '/api', '/api/webhooks/zoom'],
  ['https://cms.school.example', '/api', 'https://cms.school.example/api/webhooks/zoom'],
  ['https://cms.school.example/', 'v1/', 'https://cms.school.example/v1/webhooks/zoom'],
  ['/cms', '/api', '/cms/api/webhooks/zoom'],
  ['https://cms.school.example', '/', 'https://cms.school.example/webhooks/zoom'],
])('server.url %j and prefix %j give %s', (serverUrl, apiPrefix, url) => {
  expect(webhookUrl({ serverUrl, apiPrefix })).toBe(url);
});
