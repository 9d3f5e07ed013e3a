import type { BootedStrapi } from './strapi';

export type TestMail = { to: string; subject: string; text: string };

export type TestMailServer = {
  /** What the mail server took, in the order it came. */
  sent: TestMail[];
  /** How often it was asked, failures included. */
  tries: () => number;
  /** From now on: takes mail, refuses it, or takes it and never answers. */
  be(behaviour: 'well' | 'refusing' | 'silent' | ((mail: TestMail) => Promise<void>)): void;
};

/** Puts a provider that records in the place of the app's own, as `config/plugins` would. */
export const installMailServer = (cms: BootedStrapi): TestMailServer => {
  const sent: TestMail[] = [];
  let tries = 0;
  let behaviour: Parameters<TestMailServer['be']>[0] = 'well';
  const send = async (mail: TestMail): Promise<void> => {
    tries += 1;
    if (behaviour === 'refusing') {
      throw new Error(`550 mailbox of ${mail.to} is not reachable`);
    }
    if (behaviour === 'silent') {
      sent.push(mail);
      throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', command: 'DATA' });
    }
    if (typeof behaviour === 'function') await behaviour(mail);
    sent.push(mail);
  };
  Reflect.set(cms.strapi.plugin('email'), 'provider', { send });
  return { sent, tries: () => tries, be: (next) => void (behaviour = next) };
};
