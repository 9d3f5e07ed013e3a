import type { Sentences } from '../translate';
import calls from './calls/es.json';
import fields from './fields/es.json';
import meetings from './meetings/es.json';
import settings from './settings/es.json';

const sentences: Sentences = { ...calls, ...fields, ...meetings, ...settings };

export default sentences;
