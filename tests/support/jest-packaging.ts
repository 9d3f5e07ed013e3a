/** A clean Strapi app is installed from the registry: minutes on a cold cache. */
jest.setTimeout(20 * 60_000);
