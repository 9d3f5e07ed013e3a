import type { Sentences } from '../translate';
import answers from './answers/pt-BR.json';
import calls from './calls/pt-BR.json';
import fields from './fields/pt-BR.json';
import meetings from './meetings/pt-BR.json';
import recordings from './recordings/pt-BR.json';
import settings from './settings/pt-BR.json';

const sentences: Sentences = {
  ...answers,
  ...calls,
  ...fields,
  ...meetings,
  ...recordings,
  ...settings,
};

export default sentences;
