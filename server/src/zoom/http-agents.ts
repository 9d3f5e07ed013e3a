import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/**
 * An idle connection is dropped before servers drop theirs (5 s is the shortest common default):
 * a create sent on a connection that the other side just closed would count as lost.
 */
const IDLE_CONNECTION_MS = 4_000;

/**
 * A connection that does not stand by then is given up, TLS included. Short of the call's own
 * 30 s, so that behind a firewall that swallows packets it is certain that nothing was sent.
 */
export const CONNECT_TIMEOUT_MS = 10_000;

/** `code` of a connection that did not come to stand in time. */
export const CONNECT_TIMED_OUT = 'ZOOM_CONNECT_TIMEOUT';

type Limit = { standsOn: 'connect' | 'secureConnect'; ms: number };

const limitConnecting = <T extends Duplex | null | undefined>(
  socket: T,
  { standsOn, ms }: Limit
): T => {
  const giveUp = () => {
    const error = new Error(`no connection within ${ms / 1000} s`);
    socket?.destroy(Object.assign(error, { code: CONNECT_TIMED_OUT }));
  };
  const timer = setTimeout(giveUp, ms).unref();
  socket?.once(standsOn, () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  return socket;
};

/** Keep-alive agents for both schemes, with limits on connecting and on idling. */
export const createAgents = ({
  connectTimeoutMs,
}: {
  connectTimeoutMs: number;
}): { httpAgent: HttpAgent; httpsAgent: HttpsAgent } => {
  const options: AgentOptions = { keepAlive: true, timeout: IDLE_CONNECTION_MS };
  const httpAgent = new HttpAgent(options);
  const connectHttp = httpAgent.createConnection.bind(httpAgent);
  httpAgent.createConnection = (to, done) =>
    limitConnecting(connectHttp(to, done), { standsOn: 'connect', ms: connectTimeoutMs });

  const httpsAgent = new HttpsAgent(options);
  const connectHttps = httpsAgent.createConnection.bind(httpsAgent);
  httpsAgent.createConnection = (to, done) =>
    limitConnecting(connectHttps(to, done), { standsOn: 'secureConnect', ms: connectTimeoutMs });
  return { httpAgent, httpsAgent };
};
