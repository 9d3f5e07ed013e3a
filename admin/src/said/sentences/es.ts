import type { Sentences } from '../translate';
import calls from './calls/es.json';

const sentences: Sentences = { ...calls };

export default sentences;
