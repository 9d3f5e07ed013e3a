import type { Sentences } from '../translate';
import answers from './answers/fr.json';
import calls from './calls/fr.json';
import fields from './fields/fr.json';
import meetings from './meetings/fr.json';
import recordings from './recordings/fr.json';
import settings from './settings/fr.json';

const sentences: Sentences = {
  ...answers,
  ...calls,
  ...fields,
  ...meetings,
  ...recordings,
  ...settings,
};

export default sentences;
