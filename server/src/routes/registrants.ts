import { ACTION, ADMIN_PERMISSION } from '../../../contracts/identifiers';
import { allowedTo } from './allowed-to';
import { described } from './described';
import { answers, bodies, listQuery } from './schemas';

const contentRoute = (call: string, handler: string, scope?: string) => {
  const [method = '', path = ''] = call.split(' ');
  const auth = scope === undefined ? {} : { auth: { scope: [scope] } };
  return { method, path, handler, config: { policies: [], ...auth } };
};

/**
 * `/api/zoom/registrants`: people, so granted by their own actions and never by `find`. And what
 * visitors may do about themselves; nobody's address stands in an address of a request.
 */
export const registrantRoutes = {
  type: 'content-api',
  routes: [
    described(contentRoute('GET /registrants', 'registrant.list'), {
      query: listQuery,
      response: answers.registrants,
    }),
    described(contentRoute('GET /registrants/:documentId', 'registrant.get'), {
      response: answers.registrant,
    }),
    described(
      contentRoute(
        'GET /meetings/:documentId/registration',
        'registrant.offer',
        ACTION.registrantRegister
      ),
      { response: answers.offer }
    ),
    described(contentRoute('POST /meetings/:documentId/registrants', 'registrant.register'), {
      body: bodies.registration,
      response: answers.registered,
    }),
    described(
      contentRoute(
        'GET /meetings/:documentId/registrants/me',
        'registrant.own',
        ACTION.registrantRegister
      ),
      { response: answers.ownRegistration }
    ),
    // With a body, for sites that speak for their own accounts.
    described(
      contentRoute(
        'POST /meetings/:documentId/registrants/me',
        'registrant.own',
        ACTION.registrantRegister
      ),
      { body: bodies.ownRegistration, response: answers.ownRegistration }
    ),
    described(contentRoute('POST /meetings/:documentId/registrants/cancel', 'registrant.cancel'), {
      body: bodies.ownRegistration,
      response: answers.ownRegistration,
    }),
  ],
};

const route = (call: string, handler: string, permission: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: allowedTo(permission) };
};
const { registrantsRead, registrantsEdit } = ADMIN_PERMISSION;

/** `/zoom/registrants…` of the admin panel. */
export const adminRegistrantRoutes = {
  type: 'admin',
  routes: [
    route('GET /registrants/meetings', 'registration-meetings.list', registrantsRead),
    route('GET /registrants', 'registrant-desk.list', registrantsRead),
    route('POST /registrants/search', 'registrant-desk.search', registrantsRead),
    route('GET /registrants/summary', 'registrant-desk.summary', registrantsRead),
    route('GET /registrants/export', 'registrant-desk.export', registrantsRead),
    route('PUT /registrants/capacity', 'registrant-desk.setCapacity', registrantsEdit),
    route('POST /registrants', 'registrant-desk.add', registrantsEdit),
    route('POST /registrants/:documentId/approve', 'registrant-desk.approve', registrantsEdit),
    route('POST /registrants/:documentId/deny', 'registrant-desk.deny', registrantsEdit),
    route('POST /registrants/:documentId/cancel', 'registrant-desk.cancel', registrantsEdit),
    route('DELETE /registrants/:documentId', 'registrant-desk.remove', registrantsEdit),
  ],
};
