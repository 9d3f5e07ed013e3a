import type { Sentences } from '../translate';
import answers from './answers/es.json';
import calls from './calls/es.json';
import fields from './fields/es.json';
import meetings from './meetings/es.json';
import recordings from './recordings/es.json';
import settings from './settings/es.json';

const sentences: Sentences = {
  ...answers,
  ...calls,
  ...fields,
  ...meetings,
  ...recordings,
  ...settings,
};

export default sentences;
