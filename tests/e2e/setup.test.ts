import { describeInBrowser, type Page, seriousFindings } from '../support/browser';
import { openSchool, type School } from '../support/school';
import { DEFAULT_HOST } from '../support/zoom';

/** An admin who has never seen Zoom's Marketplace, led by the guide from nothing to the first event. */
describeInBrowser('the way from no Zoom app to the first event', () => {
  let school: School;
  let page: Page;

  beforeAll(async () => {
    school = await openSchool({ settings: null });
    await school.cms.admin.token();
  });
  afterAll(() => school?.close());
  afterEach(() => page.context().close());

  const openGuide = () => page.goto(`${school.cms.url}/admin/settings/zoom#setup`);
  const goTo = (section: string) =>
    page
      .getByRole('navigation', { name: 'Sections of the settings' })
      .getByRole('link', { name: section })
      .click();
  const step = (title: string, state: string) =>
    page.getByRole('listitem').filter({ hasText: new RegExp(`^\\d+\\. ${title} – ${state}`) });
  const isDone = (title: string) => step(title, 'done').waitFor();
  const isNext = (title: string) => step(title, 'next').waitFor();
  const save = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved', { exact: true }).first().waitFor();
  };

  it('is gone step by step, each checked by the server', async () => {
    const { accountId, clientId, clientSecret, webhookSecret } = school.zoom.credentials;
    page = await school.visit();
    await openGuide();
    await isNext('Create the Zoom app');
    await page.getByRole('link', { name: 'Open the Zoom App Marketplace' }).waitFor();

    await goTo('Connection');
    await page.getByLabel('Account ID').fill(accountId);
    await page.getByLabel('Client ID', { exact: true }).fill(clientId);
    await page.getByRole('textbox', { name: 'Client secret' }).fill(clientSecret);
    await save();
    expect(await page.getByRole('textbox', { name: 'Client secret' }).inputValue()).toBe('');
    await goTo('Getting started');
    await isDone('Enter its credentials');
    await isDone('Activate the app');
    await isDone('Add the scopes');
    await isNext('Choose the default host');

    await page.getByRole('link', { name: 'Go to Hosts' }).click();
    const host = page.getByRole('combobox', { name: 'Default host' });
    await host.click();
    await host.fill('maria');
    await page.getByRole('option', { name: DEFAULT_HOST }).click();
    await save();
    await goTo('Getting started');
    await isDone('Choose the default host');
    await isNext('Enter the secret token');

    await page.getByRole('link', { name: 'Go to Webhooks' }).click();
    await page.getByRole('textbox', { name: 'Secret token' }).fill(webhookSecret);
    await save();
    await goTo('Getting started');
    await isNext('Add an event subscription');
  });

  it('is taken up where it was left, over a slow network too, and ends with everything set up', async () => {
    page = await school.visit({ isSlow: true });
    await openGuide();
    await isDone('Enter its credentials');
    await isNext('Add an event subscription');
    const url = await page.getByLabel('Event notification endpoint URL').inputValue();
    expect(url).toBe(`${school.cms.url}/api/webhooks/zoom`);
    // In Zoom's Marketplace: "Validate", and save.
    expect(await school.zoom.controls.connectWebhook({ url })).toEqual({ kind: 'valid' });
    await isDone('Add an event subscription');
    await isDone('Let Zoom check the address');
    await isNext('Receive an event');
    await page.getByRole('button', { name: 'Send a test event' }).click();
    await isDone('Receive an event');
    await page.getByText('Everything is set up.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('names the credential that Zoom refused, and saves nothing', async () => {
    page = await school.visit();
    await page.goto(`${school.cms.url}/admin/settings/zoom#connection`);
    await page.getByRole('textbox', { name: 'Client secret' }).fill('not-the-secret');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Failed to authenticate with Zoom').first().waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText('Connected to Zoom successfully!').waitFor();
  });
});
