import type { Sentences } from '../translate';
import answers from './answers/ja.json';
import calls from './calls/ja.json';
import fields from './fields/ja.json';
import meetings from './meetings/ja.json';
import recordings from './recordings/ja.json';
import settings from './settings/ja.json';

const sentences: Sentences = {
  ...answers,
  ...calls,
  ...fields,
  ...meetings,
  ...recordings,
  ...settings,
};

export default sentences;
