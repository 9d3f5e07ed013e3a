import { ENDPOINTS, type EndpointFacts } from './endpoint-table';

/** The granular admin scopes of all endpoints: what a fully equipped server-to-server app is granted. */
export function allScopes(): string[] {
  return [...new Set(Object.values(ENDPOINTS).map((facts) => `${facts.granular}:admin`))];
}

/** An app made before granular scopes existed has the classic one; either opens the endpoint. */
export function isGranted(facts: EndpointFacts, scopes: string[]): boolean {
  return acceptableScopes(facts).some((scope) => scopes.includes(scope));
}

/** The granular names Zoom lists when it refuses a call for want of a scope. */
export function namesInRefusal(facts: EndpointFacts): string[] {
  return [facts.granular, `${facts.granular}:admin`];
}

function acceptableScopes({ granular, classic }: EndpointFacts): string[] {
  return [`${granular}:admin`, `${granular}:master`, classic];
}
