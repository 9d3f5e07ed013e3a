import type { Sentences } from '../translate';
import calls from './calls/fr.json';

const sentences: Sentences = { ...calls };

export default sentences;
