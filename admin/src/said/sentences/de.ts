import type { Sentences } from '../translate';
import answers from './answers/de.json';
import calls from './calls/de.json';
import fields from './fields/de.json';
import meetings from './meetings/de.json';
import recordings from './recordings/de.json';
import settings from './settings/de.json';

const sentences: Sentences = {
  ...answers,
  ...calls,
  ...fields,
  ...meetings,
  ...recordings,
  ...settings,
};

export default sentences;
