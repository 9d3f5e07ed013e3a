/** A boot of Strapi takes 2 s alone, and several times that on two busy cores. */
jest.setTimeout(120_000);
