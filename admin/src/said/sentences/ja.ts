import type { Sentences } from '../translate';
import answers from './answers/ja.json';
import calls from './calls/ja.json';
import fields from './fields/ja.json';
import meetings from './meetings/ja.json';
import settings from './settings/ja.json';

const sentences: Sentences = { ...answers, ...calls, ...fields, ...meetings, ...settings };

export default sentences;
