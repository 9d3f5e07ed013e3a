/** The files of an app's own content type `api::<name>.<name>`, with its REST routes. */
export const contentTypeFiles = (
  name: string,
  attributes: Record<string, unknown>,
  is: { draftAndPublish?: boolean; localized?: boolean } = {}
): Record<string, string> => {
  const folder = `src/api/${name}`;
  const uid = JSON.stringify(`api::${name}.${name}`);
  const factory = (make: string): string =>
    `const { factories } = require('@strapi/strapi');\nmodule.exports = factories.${make}(${uid});\n`;
  return {
    [`${folder}/content-types/${name}/schema.json`]: JSON.stringify({
      kind: 'collectionType',
      collectionName: `${name}s`,
      info: { singularName: name, pluralName: `${name}s`, displayName: name },
      options: { draftAndPublish: is.draftAndPublish ?? false },
      pluginOptions: is.localized ? { i18n: { localized: true } } : {},
      attributes,
    }),
    [`${folder}/routes/${name}.js`]: factory('createCoreRouter'),
    [`${folder}/controllers/${name}.js`]: factory('createCoreController'),
    [`${folder}/services/${name}.js`]: factory('createCoreService'),
  };
};
