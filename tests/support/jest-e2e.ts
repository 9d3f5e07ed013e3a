/** A browser, a Strapi and a Zoom share two cores, and pages may be slowed on purpose. */
jest.setTimeout(240_000);
