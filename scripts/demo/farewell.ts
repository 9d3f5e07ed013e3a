import { bold, cyan, dim, print } from '../terminal';
import { ADMIN } from './strapi-api';
import type { ZoomSide } from './zoom-side';

/** What to do with the Strapi and the Zoom that stay up. */
export const printFarewell = (options: {
  strapiUrl: string;
  zoom: ZoomSide;
  apiToken: string;
}): void => {
  const { strapiUrl, zoom, apiToken } = options;
  const curl = (path: string): string =>
    `curl -s -g -H "Authorization: Bearer $TOKEN" '${strapiUrl}${path}'`;
  print(`\n${bold('Strapi stays up')}`);
  print(`  Admin      ${cyan(`${strapiUrl}/admin`)}`);
  print(`  Log-in     ${ADMIN.email}  ${ADMIN.password}`);
  print(
    `  Sessions   ${strapiUrl}/admin/content-manager/collection-types/plugin::zoom.course-session`
  );
  print(`  Settings   ${strapiUrl}/admin/settings/zoom`);
  print(`\n${bold('To paste')}`);
  print(`  TOKEN=${apiToken}`);
  print(`  ${dim('# sessions with their meetings, as a site reads them')}`);
  print(`  ${curl('/api/zoom/course-sessions?populate=meeting&sort=startTime')}`);
  print(`  ${dim("# the hosts' upcoming meetings, as meeting management sees them")}`);
  print(`  ${curl('/api/admin/integrations/zoom/meetings?type=upcoming')}`);
  print(`  ${dim('# proof that the webhook receiver can be reached')}`);
  print(`  curl -s ${strapiUrl}/api/webhooks/zoom`);
  if (zoom.kind === 'simulator') {
    print(`\n${bold('Zoom')}`);
    print(`  Simulator  ${cyan(zoom.url)}  ${dim('(all it knows: /_simulator/state)')}`);
    print(`  ${dim('# publish a session, then play its class in another terminal')}`);
    const prefix = `SIMULATOR_URL=${zoom.url} npm run simulator --`;
    print(`  ${prefix} list`);
    print(`  ${prefix} start <meeting id>`);
    print(`  ${prefix} join <meeting id> --name Ada`);
    print(`  ${prefix} end <meeting id>`);
  }
  print(`\n${dim('Ctrl-C ends both.')}`);
};
