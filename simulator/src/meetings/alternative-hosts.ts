import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';

/** Alternative hosts are licensed users of the account, by e-mail or id, separated by `;`. */
export function checkAlternativeHosts(world: World, value: string | undefined): void {
  const hosts = (value ?? '').split(/[;,]/).map((host) => host.trim());
  for (const host of hosts.filter((name) => name !== '')) {
    if (world.users.find(host)?.type !== 2) throw zoomErrors.alternativeHost(host);
  }
}
