import type { Sentences } from '../translate';
import calls from './calls/pt-BR.json';

const sentences: Sentences = { ...calls };

export default sentences;
