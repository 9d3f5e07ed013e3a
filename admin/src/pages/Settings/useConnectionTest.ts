import { useState } from 'react';

import {
  CONNECTION_STEPS,
  type ConnectionStepAnswer,
  type ConnectionStepName,
} from '../../../../contracts/connection';
import { useZoomTestStepMutation } from '../../api/settingsApi';

export type ConnectionTestState = {
  /** What was found so far, step by step. */
  answers: ConnectionStepAnswer[];
  running: ConnectionStepName | null;
  /** The request itself failed. */
  error: unknown;
};

const IDLE: ConnectionTestState = { answers: [], running: null, error: undefined };

/** Tests the connection one step at a time, so that each is seen as it finishes. */
export const useConnectionTest = () => {
  const [testStep] = useZoomTestStepMutation();
  const [state, setState] = useState(IDLE);

  const run = async (): Promise<void> => {
    const answers: ConnectionStepAnswer[] = [];
    for (const name of CONNECTION_STEPS) {
      setState({ answers: [...answers], running: name, error: undefined });
      try {
        const answer = await testStep(name).unwrap();
        answers.push(answer);
        if (answer.step.state === 'failed') break;
      } catch (error) {
        setState({ answers, running: null, error });
        return;
      }
    }
    setState({ answers, running: null, error: undefined });
  };

  return { ...state, run };
};
